// Package conf says what is configured and where each value came from.
//
// In rising order: built-in defaults, the configuration file, environment
// variables KG_*, flags. The file is config.yaml in the working folder, else
// kg/config.yaml in $XDG_CONFIG_HOME (else ~/.config); --config names another.
// Everything is checked; all problems are reported at once (package diag), each
// with the place where the value was written.
package conf

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/go-viper/mapstructure/v2"
	"github.com/spf13/pflag"
	"github.com/spf13/viper"

	"kg/internal/diag"
	"kg/internal/infile"
	"kg/internal/near"
)

// Config is the configuration in force.
type Config struct {
	Store struct {
		Path string `mapstructure:"path"`
	} `mapstructure:"store"`
	Ingest struct {
		Paths     []string `mapstructure:"paths"`
		Workers   int      `mapstructure:"workers"`
		MaxBytes  int64    `mapstructure:"max_bytes"`
		Languages []string `mapstructure:"languages"`
	} `mapstructure:"ingest"`
	Query struct {
		Paths   []string      `mapstructure:"paths"`
		Limit   int           `mapstructure:"limit"`
		Timeout time.Duration `mapstructure:"timeout"`
	} `mapstructure:"query"`
	Output struct {
		Format string `mapstructure:"format"`
		Lang   string `mapstructure:"lang"`
		Color  string `mapstructure:"color"`
	} `mapstructure:"output"`
	Export struct {
		Base    string        `mapstructure:"base"`
		Timeout time.Duration `mapstructure:"timeout"`
	} `mapstructure:"export"`
	Serve struct {
		Listen  string        `mapstructure:"listen"`
		Timeout time.Duration `mapstructure:"timeout"`
	} `mapstructure:"serve"`
	Log struct {
		Level string `mapstructure:"level"`
	} `mapstructure:"log"`

	File     string // the file that was read, "" when there is none
	Settings []Setting
	Ignored  []string // variables KG_* that are no key
}

// Setting is the value of one key and where it came from.
type Setting struct {
	Key    string `json:"key"`
	Value  any    `json:"value"`
	Origin string `json:"origin"` // "default", "config.yaml:3", "KG_STORE_PATH", "--db"
}

// Source is where values come from beside the defaults.
type Source struct {
	File    string                 // --config; "" to look in the usual places
	Dir     string                 // working folder, "" for the process's own
	Environ []string               // "KEY=value", as os.Environ gives
	Flags   map[string]*pflag.Flag // key to the flag that sets it; those not given are passed over
}

// Load gives the configuration in force. The error is a *diag.Error with all
// problems, or says why a file cannot be read.
func Load(s Source) (*Config, error) {
	l := &loader{v: viper.New(), src: s, origin: map[string]string{}, values: map[string]any{}}
	for _, k := range Keys() {
		l.v.SetDefault(k.Name, k.Default)
		l.values[k.Name], l.origin[k.Name] = k.Default, "default"
	}
	c := &Config{}
	var err error
	if c.File, err = l.file(); err != nil {
		return nil, err
	}
	c.Ignored = l.environ()
	l.flags()
	if err := l.found.Err(); err != nil {
		return nil, err
	}
	for _, k := range Keys() {
		c.Settings = append(c.Settings, Setting{Key: k.Name, Value: l.values[k.Name], Origin: l.origin[k.Name]})
	}
	return c, l.fill(c)
}

// SetLevel replaces log.level by what a flag asks for.
func (c *Config) SetLevel(level, origin string) {
	c.Log.Level = level
	for i := range c.Settings {
		if c.Settings[i].Key == "log.level" {
			c.Settings[i].Value, c.Settings[i].Origin = level, origin
		}
	}
}

// loader gathers values layer by layer; each later one replaces the earlier.
type loader struct {
	v      *viper.Viper
	src    Source
	origin map[string]string
	values map[string]any
	found  diag.List
}

// set records a checked value of one layer.
func (l *loader) set(k Key, v any, origin string) {
	l.v.Set(k.Name, v)
	l.values[k.Name], l.origin[k.Name] = v, origin
}

// fill hands viper's values to the struct; every key must have a field.
func (l *loader) fill(c *Config) error {
	err := l.v.Unmarshal(c, func(d *mapstructure.DecoderConfig) { d.ErrorUnused = true })
	if err != nil {
		return fmt.Errorf("configuration: %w", err)
	}
	return nil
}

// maxFile is the largest configuration file that is read, in bytes.
const maxFile = 1 << 20

// file reads the configuration file, if there is one.
func (l *loader) file() (string, error) {
	name, asked := l.src.File, l.src.File != ""
	if !asked {
		if name = l.find(); name == "" {
			return "", nil
		}
	}
	b, err := infile.Read(l.abs(name), maxFile)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", fmt.Errorf("configuration file %s does not exist; `kg config --init FILE` writes one with the defaults", name)
	case err != nil:
		return "", fmt.Errorf("configuration file %s cannot be read: %w", name, err)
	}
	l.yaml(name, b)
	return name, nil
}

func (l *loader) find() string {
	if isFile(l.abs("config.yaml")) {
		return "config.yaml"
	}
	dir := l.getenv("XDG_CONFIG_HOME")
	if !filepath.IsAbs(dir) { // the XDG specification: relative ones are to be ignored
		home := l.getenv("HOME")
		if home == "" {
			return ""
		}
		dir = filepath.Join(home, ".config")
	}
	if name := filepath.Join(dir, "kg", "config.yaml"); isFile(name) {
		return name
	}
	return ""
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}

func (l *loader) abs(name string) string {
	if filepath.IsAbs(name) || l.src.Dir == "" {
		return name
	}
	return filepath.Join(l.src.Dir, name)
}

func (l *loader) getenv(name string) string {
	for _, e := range l.src.Environ {
		if k, v, ok := strings.Cut(e, "="); ok && k == name {
			return v
		}
	}
	return ""
}

// notSettings are variables of kg that are no settings: a process of its own,
// and a secret, which is neither shown nor written to a file.
var notSettings = []string{"KG_GIZMO_WORKER", "KG_TOKEN"}

// environ takes the variables KG_*. One that is nearly the name of a key is an
// error; others are given back (a cluster sets KG_PORT for a service "kg").
func (l *loader) environ() []string {
	var ignored []string
	byEnv := map[string]Key{}
	for _, k := range Keys() {
		byEnv[k.Env()] = k
	}
	env := slices.Clone(l.src.Environ)
	slices.Sort(env)
	for _, e := range env {
		name, value, ok := strings.Cut(e, "=")
		if !ok || !strings.HasPrefix(name, "KG_") || slices.Contains(notSettings, name) {
			continue
		}
		k, known := byEnv[name]
		if !known {
			if key := near.Nearest(name, envNames(), 2); key != "" {
				l.found.Add("environment", 0, 0, "did you mean "+key+"?", "unknown variable %s", name)
			} else {
				ignored = append(ignored, name)
			}
			continue
		}
		l.text(k, value, name, "environment")
	}
	return ignored
}

func envNames() []string {
	var out []string
	for _, k := range Keys() {
		out = append(out, k.Env())
	}
	return out
}

// flags takes the flags that were given.
func (l *loader) flags() {
	for _, k := range Keys() {
		if f := l.src.Flags[k.Name]; f != nil && f.Changed {
			l.text(k, f.Value.String(), "--"+f.Name, "command line")
		}
	}
}

// text takes a value given as text.
func (l *loader) text(k Key, s, origin, file string) {
	v, err := k.parse(s)
	if err == nil {
		err = k.valid(v)
	}
	if err != nil {
		l.found.Add(file, 0, 0, k.Hint, "%s: %s %v", origin, k.Name, err)
		return
	}
	l.set(k, v, origin)
}
