//go:build !cayleyui

package cayleyui

import "embed"

// embedded is nil: the files are read from Cayley's module.
var embedded *embed.FS
