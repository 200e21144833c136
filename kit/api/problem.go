package api

import (
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"fenming/kit/fault"
	"fenming/kit/words"
)

// Codes that only the door itself gives.
const (
	codeTooLarge  fault.Code = "too_large"
	codeMalformed fault.Code = "malformed"
	codeMethod    fault.Code = "method_not_allowed"
	codeStepUp    fault.Code = "step_up_required"
)

var statusOf = map[fault.Code]int{
	fault.CodeInvalid: http.StatusUnprocessableEntity, fault.CodeNotFound: http.StatusNotFound,
	fault.CodeConflict: http.StatusConflict, fault.CodeForbidden: http.StatusForbidden,
	fault.CodeUnauthenticated: http.StatusUnauthorized, fault.CodeRefused: http.StatusConflict,
	fault.CodeLimit: http.StatusTooManyRequests, fault.CodeUnavailable: http.StatusServiceUnavailable,
	fault.CodeInternal: http.StatusInternalServerError, codeTooLarge: http.StatusRequestEntityTooLarge,
	codeMalformed: http.StatusBadRequest, codeMethod: http.StatusMethodNotAllowed,
	codeStepUp: http.StatusForbidden,
}

// Problem is the problem document (RFC 9457) of every error answer.
type Problem struct {
	Type      string `json:"type"`
	Title     string `json:"title"`
	Status    int    `json:"status"`
	Detail    string `json:"detail"`
	Instance  string `json:"instance"`
	Code      string `json:"code" doc:"kind of failure: invalid, not_found, conflict, …"`
	Reason    string `json:"reason" doc:"stable key of the sentence in detail"`
	RequestID string `json:"request_id"`
	// Args are what the sentence was filled with, for programs that need the rule
	// or the bound by itself.
	Args   map[string]string `json:"args,omitempty" doc:"What the sentence was filled with"`
	Errors []ProblemField    `json:"errors,omitempty"`
}

// ProblemField is one fault of the input and where it stands.
type ProblemField struct {
	Pointer string `json:"pointer"`
	Code    string `json:"code"`
	Detail  string `json:"detail"`
}

func problemOf(f *fault.Fault, lang words.Lang, instance, requestID string) Problem {
	status := statusOf[f.Code]
	p := Problem{Type: "/help/problems#" + string(f.Code), Title: http.StatusText(status), Status: status,
		Detail: f.Word.In(lang, f.Args), Instance: instance, Code: string(f.Code), Reason: f.Word.Key,
		RequestID: requestID, Args: f.Args.Texts()}
	details := f.Details
	if len(details) == 0 && f.Pointer != "" {
		details = []*fault.Fault{f}
	}
	for _, d := range details {
		p.Errors = append(p.Errors, ProblemField{d.Pointer, d.Word.Key, d.Word.In(lang, d.Args)})
	}
	return p
}

func (d *Door) fail(w http.ResponseWriter, r *http.Request, lang words.Lang, err error) {
	f := fault.As(err)
	if f.Code == fault.CodeInternal && r.Context().Err() != nil {
		// Whatever broke, it broke because the caller went away.
		f = fault.Unavailable(wordGone).Because(err)
	}
	id := requestID(r)
	if f.Code == fault.CodeInternal {
		d.log.Error("request failed", "request_id", id, "method", r.Method, "error", err.Error())
	}
	p := problemOf(f, lang, r.URL.Path, id)
	h := w.Header()
	h.Set("Content-Type", "application/problem+json")
	h.Set("Content-Language", string(lang))
	h.Set("Cache-Control", "no-store")
	if f.Retry > 0 {
		h.Set("Retry-After", strconv.Itoa(f.Retry))
	}
	if f.Code == fault.CodeUnauthenticated {
		h.Set("WWW-Authenticate", "Bearer")
	}
	w.WriteHeader(p.Status)
	_ = json.NewEncoder(w).Encode(p) // the caller is gone if this fails; nobody is left to tell
}

// validationFaults translates huma's sentences, which are English only and may
// echo values, into ours.
func validationFaults(errs []error) []*fault.Fault {
	faults := make([]*fault.Fault, 0, len(errs))
	for _, err := range errs {
		var d *huma.ErrorDetail
		if !errors.As(err, &d) {
			faults = append(faults, fault.Invalid(wordWrongType))
			continue
		}
		f := translate(d.Message)
		pointer := "/" + strings.NewReplacer(".", "/", "[", "/", "]", "").Replace(d.Location)
		if name, ok := f.Args["field"]; ok && f.Word.Key == wordRequired.Key {
			pointer = strings.TrimSuffix(pointer, "/") + "/" + name.(string)
		}
		faults = append(faults, f.At(pointer))
	}
	return faults
}

// translations of huma's messages by their unchanging beginning.
var translations = []struct {
	begins string
	word   words.Word
	arg    string
}{
	{"expected required property ", wordRequired, "field"},
	{"unexpected property", wordUnknownField, ""},
	{"expected value to be one of ", wordOneOf, "list"},
	{"expected length >= ", wordTooShort, "n"},
	{"expected length <= ", wordTooLong, "n"},
	{"expected number >= ", wordTooSmall, "n"},
	{"expected number > ", wordTooSmall, "n"},
	{"expected number <= ", wordTooBig, "n"},
	{"expected number < ", wordTooBig, "n"},
	{"expected array length >= ", wordTooFew, "n"},
	{"expected array length <= ", wordTooMany, "n"},
	{"expected string to match pattern", wordWrongForm, ""},
	{"expected string to be ", wordWrongForm, ""},
}

func translate(message string) *fault.Fault {
	for _, t := range translations {
		rest, ok := strings.CutPrefix(message, t.begins)
		if !ok {
			continue
		}
		if t.arg == "" {
			return fault.Invalid(t.word)
		}
		return fault.Invalid(t.word, words.Args{t.arg: strings.TrimSuffix(rest, " to be present")})
	}
	return fault.Invalid(wordWrongType)
}
