// Package seeds holds the five articles that kg ships, so that `kg ingest`
// works from any folder. They are embedded byte for byte.
package seeds

import (
	"embed"
	"io/fs"
)

//go:embed *.txt
var files embed.FS

// FS gives the articles under their names in the folder, such as "000_….txt".
func FS() fs.FS { return files }
