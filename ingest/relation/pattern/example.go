package pattern

import (
	"fmt"
	"strings"

	"kg/graph"
)

// parseExample reads "[Edi Rama|Person] spoke. => A relation B; C relation D".
// Marks are [name|Type] or [name|Type/form]; a backslash takes the next
// character literally. Without => nothing is expected.
func parseExample(src, relation string) (Example, error) {
	text, want, has := strings.Cut(src, "=>")
	var e Example
	var b strings.Builder
	text = strings.TrimSpace(text)
	for i := 0; i < len(text); i++ {
		switch c := text[i]; c {
		case '\\':
			if i+1 < len(text) {
				i++
				b.WriteByte(text[i])
			}
		case '[':
			end := strings.IndexByte(text[i:], ']')
			if end < 0 {
				return e, fmt.Errorf("a mark is not closed")
			}
			m, name, err := parseMark(text[i+1 : i+end])
			if err != nil {
				return e, err
			}
			m.Span = graph.Span{Start: b.Len(), End: b.Len() + len(name)}
			b.WriteString(name)
			e.Marks = append(e.Marks, m)
			i += end
		default:
			b.WriteByte(c)
		}
	}
	e.Text = b.String()
	if e.Text == "" {
		return e, fmt.Errorf("the sentence is empty")
	}
	if !has {
		return e, nil
	}
	for _, t := range strings.Split(want, ";") {
		tr, err := parseTriple(strings.Fields(t), relation)
		if err != nil {
			return e, err
		}
		e.Expect = append(e.Expect, tr)
	}
	return e, nil
}

func parseMark(s string) (m Mark, name string, err error) {
	name, typ, ok := strings.Cut(s, "|")
	if !ok || name == "" || typ == "" {
		return m, "", fmt.Errorf("the mark [%s] is not [name|Type] or [name|Type/form]", s)
	}
	m.Type, m.Form, _ = strings.Cut(typ, "/")
	switch m.Form {
	case "":
		m.Form = FormName
	case "adj":
		m.Form = FormAdjective
	case FormAcronym, FormAdjective, FormDemonym, FormNominal, FormCompound, FormName:
	default:
		return m, "", fmt.Errorf("the mark [%s] has the unknown form %q", s, m.Form)
	}
	return m, name, nil
}

// parseTriple splits "Edi Rama official_of Albania" at the relation.
func parseTriple(words []string, relation string) (Triple, error) {
	for i := 1; i+1 < len(words); i++ {
		if words[i] == relation {
			return Triple{strings.Join(words[:i], " "), relation, strings.Join(words[i+1:], " ")}, nil
		}
	}
	return Triple{}, fmt.Errorf("what is expected must read: Subject %s Object", relation)
}
