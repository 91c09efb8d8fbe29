package conf

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"kg/internal/near"
)

var yamlLine = regexp.MustCompile(`^(?:yaml: )?(?:line (\d+): )?(.*)$`)

// yaml checks a configuration file against the keys, node by node, so that
// every problem has its line and column.
func (l *loader) yaml(file string, src []byte) {
	var root yaml.Node
	if err := yaml.Unmarshal(src, &root); err != nil {
		m := yamlLine.FindStringSubmatch(strings.SplitN(err.Error(), "\n", 2)[0])
		line, _ := strconv.Atoi(m[1])
		l.found.Add(file, line, 0, "check the indentation and the quotes", "not valid YAML: %s", m[2])
		return
	}
	if len(root.Content) == 0 {
		return // an empty file sets nothing
	}
	l.walk(file, root.Content[0], "")
}

func (l *loader) bad(file string, n *yaml.Node, hint, problem string, args ...any) {
	l.found.Add(file, n.Line, n.Column, hint, problem, args...)
}

// walk reads the mapping under a section ("" for the whole file).
func (l *loader) walk(file string, n *yaml.Node, section string) {
	if n.Kind == yaml.ScalarNode && n.Tag == "!!null" {
		return // a section without keys
	}
	if n.Kind != yaml.MappingNode {
		l.bad(file, n, "write `key: value` lines, indented by two spaces", "%s is not a mapping", orFile(section))
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		name := strings.TrimPrefix(section+"."+key.Value, ".")
		if seen[name] {
			l.bad(file, key, "keep one of them", "%s is given twice", name)
			continue
		}
		seen[name] = true
		if k, ok := find(name); ok {
			l.value(file, k, value)
		} else if isSection(name) {
			l.walk(file, value, name)
		} else {
			l.bad(file, key, suggestion(name), "unknown key %q", name)
		}
	}
}

func orFile(section string) string {
	if section == "" {
		return "the file"
	}
	return section
}

func find(name string) (Key, bool) {
	for _, k := range Keys() {
		if k.Name == name {
			return k, true
		}
	}
	return Key{}, false
}

func isSection(name string) bool {
	for _, k := range Keys() {
		if strings.HasPrefix(k.Name, name+".") {
			return true
		}
	}
	return false
}

func suggestion(name string) string {
	var names []string
	for _, k := range Keys() {
		names = append(names, k.Name, strings.SplitN(k.Name, ".", 2)[0])
	}
	if near := near.Nearest(name, names, 2); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return "`kg config` lists the keys"
}

func (l *loader) value(file string, k Key, n *yaml.Node) {
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	v, err := decode(k, n)
	if err == nil {
		err = k.valid(v)
	}
	if err != nil {
		l.bad(file, n, k.Hint, "%s %v", k.Name, err)
		return
	}
	if k.paths {
		v = relativeTo(file, v)
	}
	l.set(k, v, fmt.Sprintf("%s:%d", file, n.Line))
}

// decode reads a value of the key's kind; nothing is converted silently.
func decode(k Key, n *yaml.Node) (any, error) {
	if k.kind == list {
		if n.Kind != yaml.SequenceNode {
			return nil, fmt.Errorf("is not %s", k.kind)
		}
		out := []string{}
		for _, item := range n.Content {
			if item.Kind != yaml.ScalarNode || item.Tag != "!!str" || item.Value == "" {
				return nil, fmt.Errorf("holds %q, which is not a text", item.Value)
			}
			out = append(out, item.Value)
		}
		return out, nil
	}
	want := map[kind]string{text: "!!str", whole: "!!int", span: "!!str"}[k.kind]
	if n.Kind != yaml.ScalarNode || n.Tag != want {
		return nil, fmt.Errorf("is not %s", k.kind)
	}
	if k.kind == whole {
		var i int64
		if err := n.Decode(&i); err != nil {
			return nil, fmt.Errorf("is not %s", k.kind)
		}
		return i, nil
	}
	return k.parse(n.Value)
}

// relativeTo makes paths in a file relative to the file's folder.
func relativeTo(file string, v any) any {
	dir := filepath.Dir(file)
	fix := func(p string) string {
		if dir == "." || filepath.IsAbs(p) || p == "-" || strings.HasPrefix(p, "mem:") || strings.Contains(p, "://") || strings.HasPrefix(p, "pebble:") {
			return p
		}
		return filepath.Join(dir, p)
	}
	switch v := v.(type) {
	case string:
		return fix(v)
	case []string:
		out := make([]string, len(v))
		for i, p := range v {
			out[i] = fix(p)
		}
		return out
	}
	return v
}

// DefaultFile is a commented configuration file with every key at its default.
func DefaultFile() string {
	var b strings.Builder
	b.WriteString("# Configuration of kg: every key with its default.\n" +
		"# Read from ./config.yaml, else ~/.config/kg/config.yaml, or from the file that --config names.\n" +
		"# Environment variables (KG_STORE_PATH for store.path) override it, and flags override those.\n" +
		"# Relative paths are relative to the folder of the file. `kg config` shows what is in force.\n")
	section := ""
	for _, k := range Keys() {
		sec, name, _ := strings.Cut(k.Name, ".")
		if sec != section {
			fmt.Fprintf(&b, "\n%s:\n", sec)
			section = sec
		}
		for _, line := range strings.Split(k.Help, "\n") {
			fmt.Fprintf(&b, "  # %s\n", line)
		}
		fmt.Fprintf(&b, "  %s: %s\n", name, Show(k.Default))
	}
	return b.String()
}
