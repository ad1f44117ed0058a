package web

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/klauspost/compress/gzhttp"
	"github.com/labstack/echo/v4"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/geo/tile"
)

// Limits of one connection and of a stop.
const (
	maxHeaderBytes = 16 << 10
	readTimeout    = 10 * time.Second
	writeTimeout   = 60 * time.Second
	idleTimeout    = 2 * time.Minute
	stopTimeout    = 10 * time.Second
)

// Config says what a [Server] serves. Only Network must be given.
type Config struct {
	Network  *corridor.Network
	Schemas  fs.FS        // JSON Schema documents of the dataset's files, *.schema.json at its root; nil: none
	Page     fs.FS        // the built map page, index.html at its root; nil or empty: not built
	BaseMaps []BaseMap    // online maps that the page offers; none: it loads nothing from other hosts
	BaseURL  string       // public address without a final slash; empty: taken from each request
	Log      *slog.Logger // requests and failures; nil: nothing is logged
}

// Server answers the HTTP interface of one network. It is an [http.Handler].
type Server struct {
	network     *corridor.Network
	collections []*collection
	base        string
	baseMaps    []BaseMap
	contract    *contract
	pyramid     func() (*tile.Pyramid, error) // made once, when first asked for
	downloads   []*download
	page        *page
	quality     map[string]file // the data quality page, by format
	schemas     map[string]file
	log         *slog.Logger
	stopping    atomic.Bool
	handler     http.Handler
}

// New makes a server: it encodes every feature of the network once and
// compresses the files of the page. It opens no port.
func New(cfg Config) (*Server, error) {
	if cfg.Network == nil {
		return nil, errors.New("web: Config.Network is nil")
	}
	s := &Server{network: cfg.Network, base: cfg.BaseURL, baseMaps: cfg.BaseMaps, log: cfg.Log}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	var err error
	if s.collections, err = newCollections(cfg.Network); err != nil {
		return nil, err
	}
	if s.contract, err = newContract(s.collections, cfg.BaseURL); err != nil {
		return nil, err
	}
	s.pyramid = sync.OnceValues(func() (*tile.Pyramid, error) { return newPyramid(s.collections) })
	s.downloads = newDownloads(newArchive(cfg.Network, s.collections, s.pyramid))
	if s.page, err = newPage(cfg.Page); err != nil {
		return nil, err
	}
	if s.schemas, err = newSchemas(cfg.Schemas); err != nil {
		return nil, err
	}
	if s.quality, err = newQuality(cfg.Network); err != nil {
		return nil, err
	}
	compress, err := gzhttp.NewWrapper(gzhttp.EnableZstd(false), gzhttp.SuffixETag(gzipSuffix))
	if err != nil {
		return nil, err
	}
	s.handler = compress(s.newEcho())
	return s, nil
}

// newEcho registers the lists of routes; every one answers OPTIONS too,
// anything else is a 405.
func (s *Server) newEcho() *echo.Echo {
	e := echo.New()
	e.HTTPErrorHandler = s.handleError
	e.IPExtractor = echo.ExtractIPFromXFFHeader() // from proxies in private networks only
	e.Use(s.middleware()...)
	methods := map[string]string{}
	for _, r := range s.routes() {
		e.Match([]string{http.MethodGet, http.MethodHead}, r.path, r.handle)
		methods[r.path] = "GET, HEAD, "
	}
	for _, r := range s.posts() {
		e.POST(r.path, r.handle)
		methods[r.path] += "POST, "
	}
	for path, list := range methods {
		e.OPTIONS(path, handleOptions(list+"OPTIONS"))
	}
	return e
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// Serve answers on l until ctx is done, then finishes the requests in hand for
// at most ten seconds. It closes l. A stop through ctx is not an error.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	server := &http.Server{
		Handler:        s,
		ReadTimeout:    readTimeout,
		WriteTimeout:   writeTimeout,
		IdleTimeout:    idleTimeout,
		MaxHeaderBytes: maxHeaderBytes,
		ErrorLog:       slog.NewLogLogger(s.log.Handler(), slog.LevelWarn),
	}
	go s.prepare(ctx)
	stopped := make(chan error, 1)
	release := context.AfterFunc(ctx, func() {
		s.stopping.Store(true)
		limit, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTimeout)
		defer cancel()
		stopped <- server.Shutdown(limit)
	})
	err := server.Serve(l)
	if release() || !errors.Is(err, http.ErrServerClosed) {
		return err // the listener failed
	}
	return <-stopped
}
