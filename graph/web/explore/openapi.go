package explore

import (
	_ "embed"
	"net/http"
)

//go:embed openapi.yaml
var openapiYAML []byte

// openAPI serves the description of the API.
func openAPI(w http.ResponseWriter, _ *http.Request) {
	send(w, http.StatusOK, "application/yaml; charset=utf-8", openapiYAML)
}
