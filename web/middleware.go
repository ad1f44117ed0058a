package web

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

// maxURI is the longest accepted request target, in bytes.
const maxURI = 8 << 10

// contentPolicy lets the page load its own files and nothing else. Leaflet
// sets styles through the CSS object model, which needs no 'unsafe-inline'.
const contentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
	"connect-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"

func (s *Server) middleware() []echo.MiddlewareFunc {
	return []echo.MiddlewareFunc{
		middleware.RequestLoggerWithConfig(middleware.RequestLoggerConfig{
			HandleError: true, LogMethod: true, LogURI: true, LogStatus: true, LogLatency: true,
			LogResponseSize: true, LogRemoteIP: true, LogValuesFunc: s.logRequest,
		}),
		middleware.RecoverWithConfig(middleware.RecoverConfig{
			DisablePrintStack: true,
			LogErrorFunc: func(_ echo.Context, err error, stack []byte) error {
				s.log.Error("panic", slog.Any("error", err), slog.String("stack", string(stack)))
				return err
			},
		}),
		setHeaders,
		limitRequest,
		s.keepContract,
	}
}

func (s *Server) logRequest(c echo.Context, v middleware.RequestLoggerValues) error {
	s.log.LogAttrs(context.WithoutCancel(c.Request().Context()), slog.LevelInfo, "request",
		slog.String("method", v.Method), slog.String("uri", v.URI), slog.Int("status", v.Status),
		slog.Int64("bytes", v.ResponseSize), slog.Duration("took", v.Latency), slog.String("from", v.RemoteIP))
	return nil
}

// setHeaders guards the page and opens the answers, all of them public data,
// to pages of other origins.
func setHeaders(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		h := c.Response().Header()
		h.Set(echo.HeaderContentSecurityPolicy, contentPolicy)
		h.Set(echo.HeaderXContentTypeOptions, "nosniff")
		h.Set(echo.HeaderReferrerPolicy, "no-referrer")
		h.Set(echo.HeaderAccessControlAllowOrigin, "*")
		h.Set(echo.HeaderAccessControlExposeHeaders, "ETag, Link")
		return next(c)
	}
}

// limitRequest refuses long addresses, and a body with a question, which no
// address reads.
func limitRequest(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		if len(r.RequestURI) > maxURI {
			return echo.NewHTTPError(http.StatusRequestURITooLong,
				fmt.Sprintf("the address is %d bytes long; at most %d", len(r.RequestURI), maxURI))
		}
		if r.ContentLength != 0 && (r.Method == http.MethodGet || r.Method == http.MethodHead) {
			return echo.NewHTTPError(http.StatusRequestEntityTooLarge, "this address takes no body")
		}
		return next(c)
	}
}

// handleOptions answers a CORS preflight and any other OPTIONS for an address
// that takes these methods.
func handleOptions(methods string) echo.HandlerFunc {
	return func(c echo.Context) error {
		h := c.Response().Header()
		h.Set(echo.HeaderAllow, methods)
		h.Set(echo.HeaderAccessControlAllowMethods, methods)
		h.Set(echo.HeaderAccessControlAllowHeaders, "Accept, Content-Type, If-None-Match")
		h.Set(echo.HeaderAccessControlMaxAge, "86400")
		return c.NoContent(http.StatusNoContent)
	}
}

// baseURL is the public address of the service, without a final slash.
func (s *Server) baseURL(c echo.Context) string {
	if s.base != "" {
		return s.base
	}
	return c.Scheme() + "://" + c.Request().Host
}

// pathText is a decoded element of the path.
func pathText(c echo.Context, name string) string {
	raw := c.Param(name)
	if text, err := url.PathUnescape(raw); err == nil {
		return text
	}
	return raw
}
