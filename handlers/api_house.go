package handlers

// apiUnit is an agency, sub-district or section.
type apiUnit struct {
	Slug   string `json:"slug"`
	Name   string `json:"name"`
	Kind   string `json:"kind" enum:"regency,agency,subdistrict,section"`
	Parent string `json:"parent" doc:"Slug; empty for the highest."`
	Active bool   `json:"active"`
}

func (h *handlers) apiUnits(c *call, _ struct{}) (out apiList[apiUnit], err error) {
	units, err := h.Store.Units(c.ctx)
	if err != nil {
		return out, err
	}
	out = itemsOf(make([]apiUnit, len(units)))
	for i, u := range units {
		out.Items[i] = apiUnit{Slug: u.Slug, Name: u.Name, Kind: u.Kind, Parent: c.slugs.Unit(u.ParentID), Active: u.Active}
	}
	return out, nil
}

// apiCategory is an entry of the taxonomy.
type apiCategory struct {
	Slug   string   `json:"slug"`
	Name   apiNames `json:"name"`
	Unit   string   `json:"unit" doc:"Slug of the unit that leads; empty: the coordinator decides."`
	Active bool     `json:"active"`
}

type apiNames struct {
	ID string `json:"id" doc:"Indonesian."`
	EN string `json:"en" doc:"English."`
}

func (h *handlers) apiCategories(c *call, _ struct{}) (out apiList[apiCategory], err error) {
	categories, err := h.Store.Categories(c.ctx)
	if err != nil {
		return out, err
	}
	out = itemsOf(make([]apiCategory, len(categories)))
	for i, one := range categories {
		out.Items[i] = apiCategory{
			Slug: one.Slug, Name: apiNames{one.NameID, one.Name("en")}, Unit: c.slugs.Unit(one.UnitID), Active: one.Active,
		}
	}
	return out, nil
}

// apiAccount is an official account; nothing of how it is opened.
type apiAccount struct {
	Channel string `json:"channel"`
	Handle  string `json:"handle"`
	Name    string `json:"name"`
	Unit    string `json:"unit" doc:"Slug."`
	Active  bool   `json:"active"`
}

func (h *handlers) apiAccounts(c *call, _ struct{}) (out apiList[apiAccount], err error) {
	accounts, err := h.Store.Accounts(c.ctx)
	if err != nil {
		return out, err
	}
	out = itemsOf(make([]apiAccount, len(accounts)))
	for i, a := range accounts {
		out.Items[i] = apiAccount{
			Channel: a.Channel, Handle: a.Handle, Name: a.Name, Unit: c.slugs.Unit(a.UnitID), Active: a.Active,
		}
	}
	return out, nil
}
