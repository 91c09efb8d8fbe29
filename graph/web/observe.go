package web

import (
	"fmt"
	"log"
	"net/http"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Access is one request that was answered.
type Access struct {
	Remote, Method, Path string
	Code                 int
	Bytes                int64
	Took                 time.Duration
}

// recorder notes what is answered.
type recorder struct {
	http.ResponseWriter
	code  int
	bytes int64
}

func (w *recorder) WriteHeader(code int) {
	if w.code == 0 && code >= 200 {
		w.code = code
	}
	w.ResponseWriter.WriteHeader(code)
}

func (w *recorder) Write(p []byte) (int, error) {
	if w.code == 0 {
		w.code = http.StatusOK
	}
	n, err := w.ResponseWriter.Write(p)
	w.bytes += int64(n)
	return n, err
}

// Unwrap is for http.ResponseController.
func (w *recorder) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// observe counts and logs requests, and answers those whose handler panics.
func (s *Server) observe(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		rec := &recorder{ResponseWriter: w}
		defer func() {
			p := recover()
			if p != nil && p != http.ErrAbortHandler {
				s.fault(fmt.Errorf("%s %s: %v\n%s", r.Method, r.URL.EscapedPath(), p, debug.Stack()))
				if rec.code == 0 {
					fail(rec, http.StatusInternalServerError, "an error inside kg; the server's log has it")
				}
			}
			took := time.Since(start)
			s.metrics.count(r, rec.code, took)
			if s.o.Access != nil {
				s.o.Access(Access{Remote: r.RemoteAddr, Method: r.Method, Path: r.URL.EscapedPath(), Code: rec.code, Bytes: rec.bytes, Took: took})
			}
			if p == http.ErrAbortHandler {
				panic(p) // cut the connection
			}
		}()
		next.ServeHTTP(rec, r)
	})
}

// errorLog passes on what the HTTP server has to say, such as a broken header.
func (s *Server) errorLog() *log.Logger {
	return log.New(faultWriter{s}, "", 0)
}

type faultWriter struct{ s *Server }

func (w faultWriter) Write(p []byte) (int, error) {
	w.s.fault(fmt.Errorf("%s", strings.TrimSpace(string(p))))
	return len(p), nil
}

// metrics are those of this server; each has its own, so that tests can run
// beside one another.
type metrics struct {
	reg      *prometheus.Registry
	requests *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
}

func newMetrics() *metrics {
	m := &metrics{
		reg: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "kg_http_requests_total", Help: "Requests by route, method and status."}, []string{"route", "method", "code"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "kg_http_request_seconds", Help: "Time to answer, by route.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30}}, []string{"route"}),
	}
	m.reg.MustRegister(m.requests, m.seconds, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// scripts measures how many scripts run.
func (m *metrics) scripts(running func() int) {
	m.reg.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "kg_scripts_running", Help: "Scripts of clients that run now, each in a process of its own."}, func() float64 { return float64(running()) }))
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.reg, promhttp.HandlerOpts{DisableCompression: true})
}

// count counts a request. The mux noted the route in r: paths themselves
// would make as many series as a client likes.
func (m *metrics) count(r *http.Request, code int, took time.Duration) {
	route, method := r.Pattern, r.Method
	if route == "" {
		route = "other"
	} else if _, path, ok := strings.Cut(route, " "); ok {
		route = path
	}
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodDelete, http.MethodOptions:
	default:
		method = "other"
	}
	m.requests.WithLabelValues(route, method, strconv.Itoa(code)).Inc()
	m.seconds.WithLabelValues(route).Observe(took.Seconds())
}
