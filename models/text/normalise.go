package text

import "strings"

// Normalise returns the words of s in formal spelling and lower case, one
// blank between them: compatibility forms and invisible characters resolved,
// stretched letters closed ("bangettt"), slang and Malay spellings made formal
// ("gmn", "ape"), "muter2" written out as "muter muter", punctuation,
// mentions, web and e-mail addresses left out. It never fails.
func Normalise(s string) string {
	var b strings.Builder
	b.Grow(len(s) + len(s)/4)
	sc := scanner{s: fold(s)}
	for w, ok := sc.next(); ok; w, ok = sc.next() {
		head, tail, twice := split(squeeze(w))
		head = formal(head)
		space(&b, head)
		if twice {
			space(&b, head)
		}
		if tail != "" {
			space(&b, formal(tail))
		}
	}
	return b.String()
}

func space(b *strings.Builder, w string) {
	if b.Len() > 0 {
		b.WriteByte(' ')
	}
	b.WriteString(w)
}

func formal(w string) string {
	if e := lexicon[w]; e.formal != "" {
		return e.formal
	}
	return w
}

// squeeze closes stretched letters: three or more become one, and so does a
// double letter at the end of a word, which Indonesian does not have. Words of
// one repeated letter stay (iii, kk).
func squeeze(w string) string {
	if !stretched(w) {
		return w
	}
	b := make([]byte, 0, len(w))
	for i := 0; i < len(w); {
		j := i + 1
		for letter(w[i]) && j < len(w) && w[j] == w[i] {
			j++
		}
		if j-i == len(w) {
			return w
		}
		keep := j - i
		if keep > 2 || keep == 2 && j == len(w) && len(w) > 3 {
			keep = 1
		}
		b = append(b, w[i:i+keep]...)
		i = j
	}
	return string(b)
}

func stretched(w string) bool {
	n := len(w)
	if n > 3 && w[n-1] == w[n-2] && letter(w[n-1]) {
		return true
	}
	for i := 2; i < n; i++ {
		if w[i] == w[i-1] && w[i] == w[i-2] && letter(w[i]) {
			return true
		}
	}
	return false
}

// split takes apart what is written together: "km20" into km and 20, "5rb"
// into 5 and rb, and "muter2" into muter, twice. Other words, such as "p3k" or
// "4g", are returned whole.
func split(w string) (head, tail string, twice bool) {
	first := digit(w[0])
	i := 1
	for i < len(w) && alphanumeric(w[i]) && digit(w[i]) == first {
		i++
	}
	if i == len(w) {
		return w, "", false
	}
	for j := i; j < len(w); j++ {
		if !alphanumeric(w[j]) || digit(w[j]) == first {
			return w, "", false
		}
	}
	head, tail = w[:i], w[i:]
	if first {
		if len(tail) < 2 {
			return w, "", false
		}
		return head, tail, false
	}
	if tail == "2" && len(head) > 2 && strings.ContainsAny(head, "aeiou") && !school[head] {
		return head, "", true
	}
	if len(head) < 2 {
		return w, "", false
	}
	return head, tail, false
}

// school holds words that are numbered, not repeated: "sman2" is a school.
var school = map[string]bool{"sma": true, "sman": true, "smea": true, "blok": true, "zona": true, "kel": true}
