package web

import "net/http"

// Addresses lists what the server answers: method and path, in the form of the
// OpenAPI document.
func (s *Server) Addresses() []string {
	var list []string
	for _, r := range s.routes() {
		list = append(list, http.MethodGet+" "+pattern(r.path))
	}
	for _, r := range s.posts() {
		list = append(list, http.MethodPost+" "+pattern(r.path))
	}
	return list
}
