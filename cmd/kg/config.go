package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"kg/cmd/kg/internal/conf"
	"kg/cmd/kg/internal/out"
)

func newConfig(a *app) *cobra.Command {
	var file string
	c := &cobra.Command{
		Use: "config", Short: "Every setting, and where its value came from",
		Long: `Shows every setting with its value and where it came from. In rising order:
defaults, the configuration file, environment variables (KG_STORE_PATH for
store.path), flags. A setting that does not exist or cannot be is an error.`,
		Example: "  kg config\n  kg config --init config.yaml\n  KG_OUTPUT_LANG=de kg config",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if file != "" {
				return a.initConfig(file)
			}
			return a.printer().Print(configTable(a.cfg))
		},
	}
	c.Flags().StringVar(&file, "init", "", "write a commented `FILE` with the defaults (- for stdout); one that is there is left alone")
	return c
}

func configTable(cfg *conf.Config) out.Table {
	t := out.Table{Columns: []string{"key", "value", "from"}}
	for _, s := range cfg.Settings {
		t.Rows = append(t.Rows, []string{s.Key, conf.Show(s.Value), s.Origin})
		if v, ok := s.Value.(fmt.Stringer); ok { // a duration
			s.Value = v.String()
		}
		if v, ok := s.Value.(string); ok {
			s.Value = conf.HidePassword(v)
		}
		t.Values = append(t.Values, s)
	}
	return t
}

func (a *app) initConfig(file string) error {
	if file == "-" {
		_, err := fmt.Fprint(a.out, conf.DefaultFile())
		return err
	}
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return fail(exitUsage, "%s is there already; move it away, or choose another name", file)
	}
	if err != nil {
		return fmt.Errorf("write configuration: %w", err)
	}
	_, err = f.WriteString(conf.DefaultFile())
	if err = errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("write configuration: %w", err)
	}
	a.note("kg: wrote %s", file)
	return nil
}
