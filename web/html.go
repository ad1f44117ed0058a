package web

import "github.com/labstack/echo/v4"

func (s *Server) sendItemsPage(c echo.Context, coll *collection, p itemsPage) error {
	return p.stream(c)
}
func (s *Server) sendItemPage(c echo.Context, coll *collection, p itemsPage) error {
	return p.sendItem(c)
}
