// Package vault keeps personal data unreadable in the database (字段加密) and
// half-readable on the screen (脱敏).
//
// Words: key encryption key, KEK (主密钥): 32 random bytes that live outside
// the database. Key ring, Keys (密钥环): one tenant's data keys and index key,
// stored only wrapped by the KEK. Seal/Open (加密/解密): one field of one row.
// Blind index (盲索引): a keyed digest that finds equal values without opening
// them. Mask (脱敏): what a person may see without a reason.
//
// Invariants: a sealed value opens only for the tenant, table, column and row
// it was sealed for; a key ring opens only for its tenant; an old data key
// stays readable after Rotate; no unkeyed digest of personal data is made; no
// key is ever printed, logged or written as JSON.
//
// Sealed layout: suite (1 byte, 1 = AES-256-GCM) | data key id (4 bytes, big
// endian) | nonce (12) | ciphertext and tag (16). The additional data are
// "tenant|table|column|row". One data key may seal 2^32 values (NIST SP
// 800-38D §8.3, random nonces); Rotate long before.
//
// Every room may call; the KEK is read by cmd only.
package vault
