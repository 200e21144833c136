// Package fault is the one error type that crosses rooms.
//
// A fault is made where the cause is known and turned into a problem document
// (RFC 9457) only at the front door. It never carries a rejected value, since
// that may be personal data; it carries the field, the reason and the cure.
package fault

import (
	"errors"
	"fmt"

	"fenming/kit/words"
)

// Code says what kind of failure it is; the front door maps it to a status.
type Code string

// The closed list of codes.
const (
	CodeInvalid         Code = "invalid"         // 422: the input breaks a rule
	CodeNotFound        Code = "not_found"       // 404
	CodeConflict        Code = "conflict"        // 409: the state does not allow it now
	CodeForbidden       Code = "forbidden"       // 403: the actor may not
	CodeUnauthenticated Code = "unauthenticated" // 401
	CodeRefused         Code = "refused"         // 409: a rule of law or policy forbids it
	CodeLimit           Code = "limit"           // 429: too many, too large, too fast
	CodeUnavailable     Code = "unavailable"     // 503: try again later
	CodeInternal        Code = "internal"        // 500
)

// Fault is an error with a code, a sentence in both languages and, for invalid
// input, the place of each fault.
type Fault struct {
	Code    Code
	Word    words.Word
	Args    words.Args
	Pointer string // JSON pointer of the field at fault, "" when it is the whole
	Details []*Fault
	Retry   int // seconds after which trying again makes sense; 0 = unknown
	cause   error
}

// Error returns the English sentence with the cause, for logs and tests.
func (f *Fault) Error() string {
	s := string(f.Code) + ": " + f.Word.In(words.EN, f.Args)
	if f.Pointer != "" {
		s += " (" + f.Pointer + ")"
	}
	if f.cause != nil {
		s += ": " + f.cause.Error()
	}
	return s
}

// Unwrap returns the cause.
func (f *Fault) Unwrap() error { return f.cause }

// At returns a copy that points at a field, for example "/customer/phone".
func (f *Fault) At(pointer string) *Fault {
	g := *f
	g.Pointer = pointer
	return &g
}

// Because returns a copy that keeps the cause for the log.
func (f *Fault) Because(err error) *Fault {
	g := *f
	g.cause = err
	return &g
}

// After returns a copy that tells the caller when to try again, in seconds.
func (f *Fault) After(seconds int) *Fault {
	g := *f
	g.Retry = seconds
	return &g
}

func make1(code Code, w words.Word, args []words.Args) *Fault {
	f := &Fault{Code: code, Word: w}
	if len(args) > 0 {
		f.Args = args[0]
	}
	return f
}

// Invalid says that the input breaks a rule.
func Invalid(w words.Word, args ...words.Args) *Fault { return make1(CodeInvalid, w, args) }

// NotFound says that the thing does not exist for this tenant.
func NotFound(w words.Word, args ...words.Args) *Fault { return make1(CodeNotFound, w, args) }

// Conflict says that the present state does not allow it.
func Conflict(w words.Word, args ...words.Args) *Fault { return make1(CodeConflict, w, args) }

// Forbidden says that the actor may not do it.
func Forbidden(w words.Word, args ...words.Args) *Fault { return make1(CodeForbidden, w, args) }

// Unauthenticated says that nobody is signed in.
func Unauthenticated(w words.Word, args ...words.Args) *Fault {
	return make1(CodeUnauthenticated, w, args)
}

// Refused says that law or policy forbids it, whoever asks.
func Refused(w words.Word, args ...words.Args) *Fault { return make1(CodeRefused, w, args) }

// Limit says that something is too many, too large or too fast.
func Limit(w words.Word, args ...words.Args) *Fault { return make1(CodeLimit, w, args) }

// Unavailable says that a later attempt may succeed.
func Unavailable(w words.Word, args ...words.Args) *Fault { return make1(CodeUnavailable, w, args) }

// Many gathers several faults of one input into one answer; nil when empty.
func Many(details []*Fault) error {
	switch len(details) {
	case 0:
		return nil
	case 1:
		return details[0]
	}
	return &Fault{Code: CodeInvalid, Word: Several, Args: words.Args{"n": len(details)}, Details: details}
}

// Internal wraps an unexpected error; its text reaches the log, not the caller.
func Internal(err error) *Fault { return &Fault{Code: CodeInternal, Word: Unexpected, cause: err} }

// The sentences this package owns.
var (
	Several = words.Word{Key: "invalid_fields",
		ZH: "有 {n} 处填写有误，请按各字段的提示更正", EN: "{n} fields are wrong; see each field's hint"}
	Unexpected = words.Word{Key: "internal",
		ZH: "服务内部出错，已记录；请凭请求编号联系管理员", EN: "Something failed inside; it was logged. Quote the request id to the administrator"}
)

// As returns err as a Fault; an error that is none becomes an internal one.
// It returns nil for nil.
func As(err error) *Fault {
	if err == nil {
		return nil
	}
	var f *Fault
	if errors.As(err, &f) {
		return f
	}
	return Internal(err)
}

// Is says whether err is a fault with the code.
func Is(err error, code Code) bool {
	var f *Fault
	return errors.As(err, &f) && f.Code == code
}

// Wrap adds what was being done to an error without losing its code.
func Wrap(err error, doing string) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", doing, err)
}
