package models

import (
	"context"
	"testing"
)

func TestSaveAccountAndPlace_refuse(t *testing.T) {
	s, _ := openTest(t, "sqlite:"+t.TempDir()+"/tanggap.db")
	ctx := context.Background()
	if _, err := s.SaveAccount(ctx, testAdmin, Account{Channel: "instagram", Handle: "@pemkab", UnitID: 1}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.SaveAccount(ctx, testAdmin, Account{Channel: "instagram", Handle: "@pemkab", UnitID: 1}); ErrorCode(err) != Invalid {
		t.Errorf("the same handle twice: %v", err)
	}
	if _, err := s.SaveAccount(ctx, testAdmin, Account{Channel: "form", Handle: "x", UnitID: 9}); len(AsError(err).Fields()) != 2 {
		t.Errorf("no network and no unit: %v", err)
	}
	kijang, err := s.SavePlace(ctx, testAdmin, Place{Code: "21.01.01", Name: "Bintan Timur", Kind: "subdistrict"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.SavePlace(ctx, testAdmin, Place{Code: "21.01.01.1", Name: "Kijang", Kind: "village", ParentID: kijang}); err != nil {
		t.Fatal(err)
	}
	for name, p := range map[string]Place{
		"a village nowhere":             {Code: "a", Name: "a", Kind: "village"},
		"a code that is taken":          {Code: "21.01.01", Name: "a", Kind: "subdistrict"},
		"a sub-district inside another": {Code: "b", Name: "b", Kind: "subdistrict", ParentID: kijang},
		"a sub-district with villages made a village": {
			ID: kijang, Code: "21.01.01", Name: "Bintan Timur", Kind: "village", ParentID: kijang,
		},
	} {
		if _, err := s.SavePlace(ctx, testAdmin, p); ErrorCode(err) != Invalid {
			t.Errorf("%s: %v, want invalid", name, err)
		}
	}
}
