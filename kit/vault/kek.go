package vault

import (
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"fenming/kit/fault"
)

const keySize = 32

// KEK is the key encryption key (主密钥). Its bytes are used for nothing but
// deriving one key per purpose (HKDF-SHA256, RFC 5869).
type KEK struct{ secret [keySize]byte }

// NewKEK makes a key and writes its 32 bytes to a new file of mode 0600,
// creating the folder (0700). It never overwrites: an existing file is a
// conflict fault.
func NewKEK(path string) (*KEK, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fault.Wrap(err, "key folder")
	}
	k := &KEK{}
	rand.Read(k.secret[:])
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil, fault.Conflict(wordKeyExists).Because(err)
	}
	if err != nil {
		return nil, fault.Wrap(err, "key file")
	}
	_, err = f.Write(k.secret[:])
	err = errors.Join(err, f.Sync(), f.Close())
	if err != nil {
		// A half-written key must not be found by the next start.
		return nil, errors.Join(fault.Wrap(err, "key file"), os.Remove(path))
	}
	if dir, err := os.Open(filepath.Dir(path)); err == nil {
		// A key lost to a power cut after data were sealed loses the data.
		err = errors.Join(dir.Sync(), dir.Close())
		if err != nil && runtime.GOOS != "windows" {
			return nil, fault.Wrap(err, "key folder")
		}
	}
	return k, nil
}

// LoadKEK reads a key file holding 32 bytes or their base64 text. A file that
// others may read is refused; so is any other length.
func LoadKEK(path string) (*KEK, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fault.Invalid(wordKeyFile).Because(err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		return nil, fault.Invalid(wordKeyOpenToAll)
	}
	if info.Size() > 4096 {
		return nil, fault.Invalid(wordKeyFile)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, fault.Invalid(wordKeyFile).Because(err)
	}
	if len(raw) == keySize {
		return kekOf(raw), nil
	}
	return ParseKEK(string(raw))
}

// ParseKEK reads a key from base64 text (standard or URL alphabet, padding
// optional), as an environment variable holds it.
func ParseKEK(text string) (*KEK, error) {
	text = strings.TrimRight(strings.TrimSpace(text), "=")
	text = strings.NewReplacer("-", "+", "_", "/").Replace(text)
	raw, err := base64.RawStdEncoding.DecodeString(text)
	if err != nil || len(raw) != keySize {
		return nil, fault.Invalid(wordKeyFile)
	}
	return kekOf(raw), nil
}

func kekOf(raw []byte) *KEK {
	k := &KEK{}
	copy(k.secret[:], raw)
	return k
}

// Check returns the check value (核对值) to store in the database when it is
// created. It tells keys apart and reveals nothing of the key.
func (k *KEK) Check() (string, error) {
	sum, err := k.derive("check")
	if err != nil {
		return "", err
	}
	return encode(sum[:20]), nil
}

// Verify compares the key with a stored check value; a difference is an
// unavailable fault, on which a process must refuse to start.
func (k *KEK) Verify(stored string) error {
	mine, err := k.Check()
	if err != nil {
		return err
	}
	if subtle.ConstantTimeCompare([]byte(mine), []byte(stored)) != 1 {
		return fault.Unavailable(wordKeyWrong)
	}
	return nil
}

// derive gives the key of one purpose.
func (k *KEK) derive(purpose string) ([]byte, error) {
	key, err := hkdf.Key(sha256.New, k.secret[:], nil, "fenming/vault/1/"+purpose, keySize)
	return key, fault.Wrap(err, "derive key")
}

const hidden = "[key]"

// String hides the key.
func (*KEK) String() string { return hidden }

// GoString hides the key.
func (*KEK) GoString() string { return hidden }

// MarshalText hides the key.
func (*KEK) MarshalText() ([]byte, error) { return []byte(hidden), nil }

// LogValue hides the key.
func (*KEK) LogValue() slog.Value { return slog.StringValue(hidden) }
