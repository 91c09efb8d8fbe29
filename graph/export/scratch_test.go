package export

import (
	"iter"
	"os"
	"strings"
	"testing"

	"kg/graph"
	"kg/graph/ontology"
)

type goldRes struct {
	ty   map[string]string
	text map[string]string
}

func (g goldRes) Entity(id string) graph.Entity {
	n := strings.ReplaceAll(id, "_", " ")
	return graph.Entity{ID: id, Type: g.ty[n], Labels: []graph.Name{{Text: n, Lang: "en"}}}
}
func (g goldRes) Article(id string) graph.Article {
	return graph.Article{ID: id, Source: "seeds/" + id + "_x.txt", Text: g.text[id], Lang: "en"}
}

func goldClaims(t *testing.T) (iter.Seq2[graph.Claim, error], goldRes) {
	g := goldRes{ty: map[string]string{}, text: map[string]string{}}
	for k, v := range map[string]string{
		"Country":                   "Albania Iran Iraq Israel Canada Japan France Jordan Kuwait Cyprus|United States|United Kingdom|Saudi Arabia|United Arab Emirates",
		"InternationalOrganization": "NATO|European Union|United Nations",
		"PoliticalGroup":            "MEK|Republican Party", "ThreatActor": "hackers|HomeLand Justice", "Company": "Mandiant",
		"GovernmentBody": "National Cyber Security Centre", "Place": "Tirana Durrës Manëz Brussels", "Facility": "Ashraf-3|Embassy of Iran in Tirana", "Event": "Free Iran Summit",
	} {
		for _, part := range strings.Split(v, "|") {
			if strings.Count(part, " ") > 2 && k == "Country" || k == "Place" {
				for _, w := range strings.Fields(part) {
					g.ty[w] = k
				}
			} else {
				g.ty[part] = k
			}
		}
	}
	b, err := os.ReadFile("../../../shared/gold/seeds.psv")
	if err != nil {
		t.Skip(err)
	}
	var cs []graph.Claim
	for _, l := range strings.Split(string(b), "\n") {
		if l == "" || l[0] == '#' {
			continue
		}
		f := strings.Split(l, "|")
		for _, n := range []string{f[1], f[3]} {
			if g.ty[n] == "" {
				g.ty[n] = "Person"
			}
		}
		m := ""
		if f[5] == "alleged" {
			m = graph.Alleged
		}
		cs = append(cs, graph.Claim{Article: f[0], Subject: strings.ReplaceAll(f[1], " ", "_"), Predicate: f[2], Object: strings.ReplaceAll(f[3], " ", "_"), Date: f[4], Modality: m, Exact: f[8]})
	}
	return func(y func(graph.Claim, error) bool) {
		for _, c := range cs {
			if !y(c, nil) {
				return
			}
		}
	}, g
}

func TestScratch(t *testing.T) {
	cl, g := goldClaims(t)
	o, err := ontology.Load()
	if err != nil {
		t.Fatal(err)
	}
	opt := DotOptions{Options: Options{Resolver: g, Lang: "en", Relation: func(n, l string) string {
		if r := o.Relation(n); r != nil {
			return r.Label(l)
		}
		return ""
	}},
		Title: "What 5 articles say", Symmetric: func(n string) bool { r := o.Relation(n); return r != nil && r.Symmetric },
		Type: func(n, l string) string {
			if r := o.Type(n); r != nil {
				return r.Label(l)
			}
			return ""
		}}
	f, _ := os.Create("/tmp/gold.dot")
	if err := DOT(f, cl, opt); err != nil {
		t.Fatal(err)
	}
	f.Close()
	opt.Center = "MEK"
	f, _ = os.Create("/tmp/mek.dot")
	if err := DOT(f, func(y func(graph.Claim, error) bool) {
		for c := range cl {
			if c.Subject == "MEK" || c.Object == "MEK" {
				if !y(c, nil) {
					return
				}
			}
		}
	}, opt); err != nil {
		t.Fatal(err)
	}
	f.Close()
}
