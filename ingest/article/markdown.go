package article

import (
	"path"
	"regexp"
	"strings"
)

func isMarkdown(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".markdown":
		return true
	}
	return false
}

var (
	mdImage  = regexp.MustCompile(`!\[([^\]\n]*)\]\([^)\n]*\)`)
	mdLink   = regexp.MustCompile(`\[([^\]\n]+)\]\([^)\n]*\)`)
	mdRef    = regexp.MustCompile(`\[([^\]\n]+)\]\[[^\]\n]*\]`)
	mdAuto   = regexp.MustCompile(`<(https?://[^>\s]+)>`)
	mdStrong = regexp.MustCompile(`(\*\*|__)(\S(?:[^*_\n]*\S)?)(\*\*|__)`)
	mdEm     = regexp.MustCompile(`(^|[\s("“„«])([*_])(\S(?:[^*_\n]*\S)?)([*_])`)
	mdCode   = regexp.MustCompile("`([^`\n]+)`")
	mdTag    = regexp.MustCompile(`</?[a-zA-Z][^<>\n]{0,200}>`)
	mdHead   = regexp.MustCompile(`^ {0,3}(#{1,6})\s+(.*?)\s*#*$`)
	mdItem   = regexp.MustCompile(`^(\s*)(?:[-*+]|\d{1,3}[.)])\s+`)
	mdRule   = regexp.MustCompile(`^ {0,3}(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|={3,}|-{3,})$`)
	mdDef    = regexp.MustCompile(`^ {0,3}\[[^\]\n]+\]:\s+\S+`)
)

// markdown takes the marks of Markdown out of a text (CommonMark: headings,
// emphasis, links, images, quotes, lists, rules, inline HTML). Lines of one
// paragraph are joined. It gives the kinds that the marks show, by line of the
// result.
func markdown(s string) (string, map[int]Kind) {
	m := md{hints: map[int]Kind{}}
	lines := strings.Split(s, "\n")
	i := m.frontMatter(lines)
	fenced := false
	for ; i < len(lines); i++ {
		line := strings.TrimRight(lines[i], " \t")
		if t := strings.TrimSpace(line); strings.HasPrefix(t, "```") || strings.HasPrefix(t, "~~~") {
			fenced = !fenced
			m.flush()
			continue
		}
		if fenced {
			m.flush()
			m.line(line, Boilerplate)
			continue
		}
		m.add(line)
	}
	m.flush()
	return strings.Join(m.out, "\n"), m.hints
}

type md struct {
	out   []string
	hints map[int]Kind
	para  []string
}

// frontMatter keeps a leading block between --- lines, as boilerplate.
func (m *md) frontMatter(lines []string) int {
	if len(lines) < 3 || strings.TrimSpace(lines[0]) != "---" {
		return 0
	}
	for i := 1; i < len(lines) && i < 200; i++ {
		if t := strings.TrimSpace(lines[i]); t == "---" || t == "..." {
			for _, l := range lines[1:i] {
				m.line(l, Byline)
			}
			m.out = append(m.out, "")
			return i + 1
		}
	}
	return 0
}

func (m *md) line(s string, k Kind) {
	if k != "" {
		m.hints[len(m.out)] = k
	}
	m.out = append(m.out, s)
}

func (m *md) flush() {
	if len(m.para) > 0 {
		m.line(inline(strings.Join(m.para, " ")), "")
		m.out = append(m.out, "")
	}
	m.para = m.para[:0]
}

func (m *md) add(line string) {
	for strings.HasPrefix(strings.TrimLeft(line, " "), ">") {
		line = strings.TrimPrefix(strings.TrimLeft(line, " ")[1:], " ")
	}
	trimmed := strings.TrimSpace(line)
	switch h := mdHead.FindStringSubmatch(line); {
	case trimmed == "":
		m.flush()
	case h != nil:
		m.flush()
		k := Heading
		if len(h[1]) == 1 {
			k = Title
		}
		m.line(inline(h[2]), k)
		m.out = append(m.out, "")
	case mdRule.MatchString(line):
		if len(m.para) == 1 && strings.Trim(trimmed, "=-") == "" { // underlined heading
			k := Heading
			if trimmed[0] == '=' {
				k = Title
			}
			m.line(inline(m.para[0]), k)
			m.para = m.para[:0]
		}
		m.flush()
	case mdDef.MatchString(line):
		m.flush()
	case mdItem.MatchString(line):
		m.flush()
		m.para = append(m.para, strings.TrimSpace(mdItem.ReplaceAllString(line, "")))
	default:
		if t := mdImage.ReplaceAllString(trimmed, ""); strings.TrimSpace(t) == "" {
			m.flush()
			m.line(inline(trimmed), Caption)
			m.out = append(m.out, "")
			return
		}
		m.para = append(m.para, trimmed)
	}
}

// inline takes the marks inside a line out.
func inline(s string) string {
	if !strings.ContainsAny(s, "*_`[<\\&!") || len(s) > 1<<16 {
		return s
	}
	s = mdImage.ReplaceAllString(s, "$1")
	s = mdLink.ReplaceAllString(s, "$1")
	s = mdRef.ReplaceAllString(s, "$1")
	s = mdAuto.ReplaceAllString(s, "$1")
	s = mdCode.ReplaceAllString(s, "$1")
	s = mdStrong.ReplaceAllString(s, "$2")
	s = mdEm.ReplaceAllString(s, "$1$3")
	s = mdTag.ReplaceAllString(s, " ")
	return unescape(s)
}

// mdEntities are the entities that editors write.
var mdEntities = strings.NewReplacer("&nbsp;", "\u00A0", "&amp;", "&", "&lt;", "<", "&gt;", ">", "&quot;", `"`, "&#39;", "'", "&rsquo;", "’", "&ldquo;", "“", "&rdquo;", "”", "&ndash;", "–", "&mdash;", "—")

// unescape takes backslashes before punctuation out, and the entities that
// editors write.
func unescape(s string) string {
	s = mdEntities.Replace(s)
	if !strings.Contains(s, `\`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && strings.IndexByte("\\`*_{}[]()#+-.!<>|~", s[i+1]) >= 0 {
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
