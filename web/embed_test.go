package web

import (
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

func built(t *testing.T) http.Handler {
	t.Helper()
	h, err := serve(fstest.MapFS{
		".gitkeep":              {},
		"index.html":            {Data: []byte(`<meta name="csp-nonce" nonce="__CSP_NONCE__">`)},
		"favicon.svg":           {Data: []byte("<svg/>")},
		"assets/app-abc.js":     {Data: []byte("plain")},
		"assets/app-abc.js.br":  {Data: []byte("brotli")},
		"assets/app-abc.js.gz":  {Data: []byte("gzipped")},
		"assets/small-1.css":    {Data: []byte("a{}")},
		"assets/deep/pic-1.png": {Data: []byte("png")},
		"embed/options.js":      {Data: []byte("module")},
	})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func get(t *testing.T, h http.Handler, method, target string, header ...string) (*http.Response, string) {
	t.Helper()
	r := httptest.NewRequest(method, target, nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	res := w.Result()
	content, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res, string(content)
}

func TestAssetIsNegotiated(t *testing.T) {
	h := built(t)
	for _, c := range []struct{ accept, coding, body string }{
		{"gzip, deflate, br", "br", "brotli"},
		{"gzip, deflate", "gzip", "gzipped"},
		{"br;q=0, gzip;q=0.5", "gzip", "gzipped"},
		{"br;q=0.1, gzip", "br", "brotli"},
		{"*", "br", "brotli"},
		{"*;q=0", "", "plain"},
		{"br;q=2", "", "plain"},
		{"br;q=NaN", "", "plain"},
		{"identity", "", "plain"},
		{"", "", "plain"},
	} {
		res, body := get(t, h, "GET", "/assets/app-abc.js", "Accept-Encoding", c.accept)
		if res.StatusCode != 200 || res.Header.Get("Content-Encoding") != c.coding || body != c.body {
			t.Errorf("%q: %d %q %q", c.accept, res.StatusCode, res.Header.Get("Content-Encoding"), body)
		}
		if got := res.Header.Get("Cache-Control"); !strings.Contains(got, "immutable") {
			t.Errorf("hashed asset is not kept: %q", got)
		}
		if res.Header.Get("Vary") != "Accept-Encoding" || res.Header.Get("Content-Type") != "text/javascript; charset=utf-8" {
			t.Errorf("%q: headers %v", c.accept, res.Header)
		}
	}
}

func TestAssetWithoutCompressedFormStaysPlain(t *testing.T) {
	res, body := get(t, built(t), "GET", "/assets/small-1.css", "Accept-Encoding", "br")
	if res.StatusCode != 200 || res.Header.Get("Content-Encoding") != "" || res.Header.Get("Vary") != "" || body != "a{}" {
		t.Errorf("%d %v %q", res.StatusCode, res.Header, body)
	}
}

func TestETagBelongsToTheForm(t *testing.T) {
	h := built(t)
	res, _ := get(t, h, "GET", "/assets/app-abc.js", "Accept-Encoding", "br")
	tag := res.Header.Get("ETag")
	res, body := get(t, h, "GET", "/assets/app-abc.js", "Accept-Encoding", "br", "If-None-Match", `"x", W/`+tag)
	if res.StatusCode != http.StatusNotModified || body != "" {
		t.Errorf("same tag: %d %q", res.StatusCode, body)
	}
	res, _ = get(t, h, "GET", "/assets/app-abc.js", "Accept-Encoding", "gzip", "If-None-Match", tag)
	if res.StatusCode != 200 {
		t.Errorf("the tag of another form: %d", res.StatusCode)
	}
}

func TestUnhashedFileIsAskedForAgain(t *testing.T) {
	res, _ := get(t, built(t), "GET", "/favicon.svg")
	if res.Header.Get("Cache-Control") != "no-cache" || res.Header.Get("Content-Type") != "image/svg+xml" {
		t.Errorf("%v", res.Header)
	}
}

func TestRoutesGetThePageWithAFreshNonce(t *testing.T) {
	h := built(t)
	nonce := regexp.MustCompile(`nonce="([A-Za-z0-9+/]{24})"`)
	seen := map[string]bool{}
	for _, target := range []string{"/", "/orders", "/orders/ord_1?x=1", "/index.html", "/a/../orders"} {
		res, body := get(t, h, "GET", target)
		found := nonce.FindStringSubmatch(body)
		if res.StatusCode != 200 || found == nil {
			t.Fatalf("%s: %d %q", target, res.StatusCode, body)
		}
		if seen[found[1]] {
			t.Errorf("%s: nonce used twice", target)
		}
		seen[found[1]] = true
		policy := res.Header.Get("Content-Security-Policy")
		if !strings.Contains(policy, "style-src 'self' 'nonce-"+found[1]+"'") {
			t.Errorf("%s: policy and page differ: %q", target, policy)
		}
		if strings.Contains(policy, "unsafe") || strings.Contains(policy, "http") {
			t.Errorf("the policy is loose: %q", policy)
		}
		if res.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: page may be kept", target)
		}
	}
}

func TestLostFileIsNotThePage(t *testing.T) {
	for _, target := range []string{"/assets/app-old.js", "/assets/", "/robots.txt", "/.gitkeep", "/assets/app-abc.js.br"} {
		if res, _ := get(t, built(t), "GET", target); res.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %d", target, res.StatusCode)
		}
	}
}

func TestOnlyReading(t *testing.T) {
	res, _ := get(t, built(t), "POST", "/")
	if res.StatusCode != http.StatusMethodNotAllowed || res.Header.Get("Allow") != "GET, HEAD" {
		t.Errorf("%d %v", res.StatusCode, res.Header)
	}
	res, body := get(t, built(t), "HEAD", "/assets/app-abc.js")
	if res.StatusCode != 200 || body != "" || res.Header.Get("Content-Length") != "5" {
		t.Errorf("HEAD: %d %q %v", res.StatusCode, body, res.Header)
	}
}

func TestEmptyBuildSaysSo(t *testing.T) {
	h, err := serve(fstest.MapFS{".gitkeep": {}})
	if err != nil {
		t.Fatal(err)
	}
	res, body := get(t, h, "GET", "/orders")
	if res.StatusCode != http.StatusServiceUnavailable || !strings.Contains(body, "npm run build") || !strings.Contains(body, "尚未构建") {
		t.Errorf("%d %q", res.StatusCode, body)
	}
}

func TestPageWithoutPlaceForTheNonceIsRefused(t *testing.T) {
	if _, err := serve(fstest.MapFS{"index.html": {Data: []byte("<html>")}}); err == nil {
		t.Error("a page without the placeholder was taken")
	}
}

// The real directory must be servable, built or not.
func TestEmbedded(t *testing.T) {
	h, err := Handler()
	if err != nil {
		t.Fatal(err)
	}
	res, _ := get(t, h, "GET", "/")
	if res.StatusCode != 200 && res.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("%d", res.StatusCode)
	}
}

func FuzzChoose(f *testing.F) {
	f.Add("gzip, br;q=0.5")
	f.Add(";;q=,*;q=-1")
	forms := map[string]body{"": {}, "br": {}, "gzip": {}}
	f.Fuzz(func(t *testing.T, accept string) {
		got := choose(accept, forms)
		if _, ok := forms[got]; !ok {
			t.Fatalf("%q chose a form that is not there: %q", accept, got)
		}
		if got != "" && !strings.Contains(strings.ToLower(accept), got) && !strings.Contains(accept, "*") {
			t.Fatalf("%q never asked for %q", accept, got)
		}
	})
}

func TestSharedAssetIsForOtherSites(t *testing.T) {
	h := built(t)
	res, body := get(t, h, http.MethodGet, "/embed/options.js", "Origin", "https://shop.example")
	if res.StatusCode != http.StatusOK || body != "module" {
		t.Fatal(res.StatusCode, body)
	}
	for name, want := range map[string]string{"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin",
		"Cache-Control": "public, max-age=600", "Content-Type": "text/javascript; charset=utf-8"} {
		if got := res.Header.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if res, _ := get(t, h, http.MethodGet, "/favicon.svg", "Origin", "https://shop.example"); res.Header.Get("Access-Control-Allow-Origin") != "" {
		t.Error("the back office's own files are for its own pages")
	}
	if res, _ := get(t, h, http.MethodGet, "/embed/gone"); res.StatusCode != http.StatusNotFound {
		t.Error(res.StatusCode)
	}
}
