package handlers

import (
	"tanggap/models"
	"tanggap/views"
)

// tellClocks adds to the flags of clocks whom they were told to, and what was told again after the last one.
func tellClocks(clocks []views.Clock, tellings []models.Telling) {
	for i := range clocks {
		k := &clocks[i]
		for j := range k.Flags {
			flag := &k.Flags[j]
			for n := range tellings {
				if t := &tellings[n]; t.Target == k.Target && t.Level == flag.Level && t.At >= models.At(flag.At) {
					flag.By = append(flag.By, tellingOf(t))
				}
			}
		}
		k.Flags = append(k.Flags, repeated(k.Target, tellings)...)
	}
}

// repeated are the tellings that came again and again after the last flag, time by time.
func repeated(target string, tellings []models.Telling) (again []views.Raised) {
	for i := range tellings {
		t := &tellings[i]
		if t.Level != models.After || t.Target != target {
			continue
		}
		if n := len(again); n == 0 || again[n-1].Round != t.Round || !again[n-1].At.Equal(t.At.Std()) {
			again = append(again, views.Raised{Level: models.After, At: t.At.Std(), Round: t.Round})
		}
		last := &again[len(again)-1]
		last.By = append(last.By, tellingOf(t))
	}
	return again
}

func tellingOf(t *models.Telling) views.Telling {
	return views.Telling{
		Name: t.Name, Instead: t.Instead, App: t.At.Std(), Mail: moment(t.MailAt), MailOut: t.MailOut, Chat: moment(t.ChatAt),
		ChatOut: t.ChatOut,
	}
}
