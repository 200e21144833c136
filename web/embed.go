// Package web serves the back office that is embedded in the binary.
//
// Everything the pages need is in here: no script, style, font or picture is
// fetched from elsewhere. Assets carry a hash in their name and may be kept for
// ever; index.html is written anew for each answer, since it carries the nonce
// that lets the style sheets made at run time pass a strict content policy.
// `npm run build` in this directory fills dist; without it the handler answers
// with a page that says so, so that `go build` works on a fresh checkout.
package web

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strconv"
	"strings"
)

//go:embed all:dist
var dist embed.FS

const (
	index       = "index.html"
	placeholder = "__CSP_NONCE__"
	// forever is a year, the longest that caches promise to honour.
	forever = "public, max-age=31536000, immutable"
	// shared is what the pages of shops load from here: its names stay the same,
	// so that a kept copy has to grow old soon.
	shared  = "embed/"
	briefly = "public, max-age=600"
)

// CSP is the content policy of the back office. Only the styles that the page
// makes at run time need the nonce; there is no inline script at all.
func CSP(nonce string) string {
	return "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-" + nonce + "'; " +
		"img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; " +
		"base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
}

// Handler serves the embedded build. It fails only when the build itself is
// broken: an index.html without the place for the nonce.
func Handler() (http.Handler, error) {
	sub, err := fs.Sub(dist, "dist")
	if err != nil {
		return nil, err
	}
	return serve(sub)
}

// body is one form of an asset, as it goes over the wire.
type body struct {
	bytes []byte
	etag  string
}

type asset struct {
	mime   string
	cache  string
	shared bool            // for pages of other sites
	forms  map[string]body // by content coding; "" is the plain one
}

type site struct {
	assets map[string]asset
	page   []byte // index.html, nil when nothing was built
}

func serve(fsys fs.FS) (http.Handler, error) {
	s := &site{assets: map[string]asset{}}
	err := fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasPrefix(path.Base(name), ".") {
			return err
		}
		content, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		if name == index {
			s.page = content
			return nil
		}
		s.add(name, content)
		return nil
	})
	if err != nil {
		return nil, err
	}
	if s.page != nil && bytes.Count(s.page, []byte(placeholder)) != 1 {
		return nil, fmt.Errorf("web: index.html must hold %s exactly once", placeholder)
	}
	return s, nil
}

// add keeps a file, or a compressed form of one that is served under the
// plain name.
func (s *site) add(name string, content []byte) {
	coding := ""
	switch path.Ext(name) {
	case ".br":
		coding, name = "br", strings.TrimSuffix(name, ".br")
	case ".gz":
		coding, name = "gzip", strings.TrimSuffix(name, ".gz")
	}
	a, known := s.assets[name]
	if !known {
		a = asset{mime: contentType(name), cache: "no-cache", forms: map[string]body{}}
		if strings.HasPrefix(name, "assets/") {
			a.cache = forever
		}
		if strings.HasPrefix(name, shared) {
			a.shared, a.cache = true, briefly
		}
	}
	sum := sha256.Sum256(content)
	a.forms[coding] = body{bytes: content, etag: `"` + hex.EncodeToString(sum[:12]) + `"`}
	s.assets[name] = a
}

// contentType does not ask the machine first: on Windows the registry may call
// a script text/plain, and with nosniff the browser would then refuse it.
func contentType(name string) string {
	switch path.Ext(name) {
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".woff2":
		return "font/woff2"
	}
	if t := mime.TypeByExtension(path.Ext(name)); t != "" {
		return t
	}
	return "application/octet-stream"
}

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		h.Set("Allow", "GET, HEAD")
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
		return
	}
	name := strings.TrimPrefix(path.Clean("/"+r.URL.Path), "/")
	if a, ok := s.assets[name]; ok {
		a.answer(w, r)
		return
	}
	// A file that is gone must not be answered with the page: an old tab would
	// take the page for its script.
	if name == "assets" || strings.HasPrefix(name, "assets/") || strings.HasPrefix(name, shared) || (path.Ext(name) != "" && name != index) {
		http.NotFound(w, r)
		return
	}
	s.answerPage(w, r)
}

func (a asset) answer(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	coding := choose(r.Header.Get("Accept-Encoding"), a.forms)
	form := a.forms[coding]
	if len(a.forms) > 1 {
		h.Set("Vary", "Accept-Encoding")
	}
	h.Set("ETag", form.etag)
	h.Set("Cache-Control", a.cache)
	if a.shared {
		// A module is fetched by the rules for other sites. It holds nothing of
		// anybody; what it may ask for is decided where it asks.
		h.Set("Access-Control-Allow-Origin", "*")
		h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	}
	if has(r.Header.Get("If-None-Match"), form.etag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Type", a.mime)
	if coding != "" {
		h.Set("Content-Encoding", coding)
	}
	write(w, r, http.StatusOK, form.bytes)
}

func (s *site) answerPage(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	// A kept page would carry an old nonce under a new policy.
	h.Set("Cache-Control", "no-store")
	if s.page == nil {
		h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
		write(w, r, http.StatusServiceUnavailable, []byte(notBuilt))
		return
	}
	var raw [18]byte
	if _, err := rand.Read(raw[:]); err != nil {
		http.Error(w, "no randomness", http.StatusInternalServerError)
		return
	}
	nonce := base64.StdEncoding.EncodeToString(raw[:])
	h.Set("Content-Security-Policy", CSP(nonce))
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	write(w, r, http.StatusOK, bytes.Replace(s.page, []byte(placeholder), []byte(nonce), 1))
}

// write sends a whole answer; a HEAD gets the same headers without the body.
// A broken connection is the caller's loss and nobody's news.
func write(w http.ResponseWriter, r *http.Request, status int, content []byte) {
	w.Header().Set("Content-Length", strconv.Itoa(len(content)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(content)
	}
}

// choose picks the smallest form that the client takes (RFC 9110, 12.5.3):
// br before gzip before plain. A coding with q=0 is refused.
func choose(accept string, forms map[string]body) string {
	weight := map[string]float64{}
	for part := range strings.SplitSeq(accept, ",") {
		coding, params, _ := strings.Cut(part, ";")
		coding = strings.ToLower(strings.TrimSpace(coding))
		q := 1.0
		if key, value, ok := strings.Cut(strings.TrimSpace(params), "="); ok && strings.EqualFold(strings.TrimSpace(key), "q") {
			parsed, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
			if err != nil || !(parsed >= 0 && parsed <= 1) {
				parsed = 0
			}
			q = parsed
		}
		weight[coding] = q
	}
	for _, coding := range []string{"br", "gzip"} {
		if _, have := forms[coding]; !have {
			continue
		}
		q, named := weight[coding]
		if !named {
			q = weight["*"]
		}
		if q > 0 {
			return coding
		}
	}
	return ""
}

// has says whether an If-None-Match list holds the tag; a weak one counts, as
// RFC 9110, 13.1.2 asks.
func has(list, etag string) bool {
	for part := range strings.SplitSeq(list, ",") {
		part = strings.TrimSpace(part)
		if part == "*" || strings.TrimPrefix(part, "W/") == etag {
			return true
		}
	}
	return false
}

const notBuilt = `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><title>分明 Fenming</title></head>
<body>
<h1>页面尚未构建</h1>
<p>服务已经在运行，接口可用；但这个程序里没有网页。请在 web 目录执行 npm ci 和 npm run build，再重新编译。</p>
<h1 lang="en">The pages were not built</h1>
<p lang="en">The service runs and its API works, but this program holds no pages. Run npm ci and npm run build in the web directory, then compile again.</p>
</body>
</html>
`
