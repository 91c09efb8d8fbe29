//go:build cayleyui

package cayleyui

import "embed"

//go:embed all:assets
var assets embed.FS

var embedded = &assets
