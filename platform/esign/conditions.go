package esign

import (
	"crypto/sha256"
	"encoding/hex"

	"fenming/kit/words"
)

// Conditions are reliable conditions that the parties agree on (电子签名法 art.
// 13 (2)). The text must stand in the document that is signed.
type Conditions struct {
	Version string // the ISO day from which new documents use it
	ZH, EN  string
}

// In is the text in a language.
func (c Conditions) In(lang words.Lang) string {
	if lang == words.EN {
		return c.EN
	}
	return c.ZH
}

// SHA256 is the digest of both texts, Chinese first, divided by a zero byte.
func (c Conditions) SHA256() string {
	sum := sha256.Sum256([]byte(c.ZH + "\x00" + c.EN))
	return hex.EncodeToString(sum[:])
}

// versions are all conditions that were ever in use, the newest last. A text is
// never changed: another text is another version.
var versions = []Conditions{{
	Version: "2026-11-22",
	ZH: `一、双方同意以数据电文订立本合同，并采用本条约定的电子签名（《中华人民共和国电子签名法》第十三条第二款）。买受人可以不采用电子签名，改为手写签名。
二、买受人的电子签名，是其身份经核验（例如发送至其登记手机号码的一次性验证码）之后，对每一项重点条款及合同全文分别作出的确认。验证码等核验信息仅供买受人本人使用，签署时仅由买受人控制；买受人不得将其告知他人。
三、确认完成后，出卖人的系统对合同文件的全部字节、各项确认的内容与时间、本约定的版本计算 SHA-256 摘要，并以出卖人的 Ed25519 密钥签封，生成签封文件。出卖人将合同文件与签封文件一并交付买受人。
四、签署后对签封文件或者合同文件的任何改动，均可以用出卖人公开的核验程序发现；任何人无需出卖人的配合即可核验。
五、签封由出卖人作出，没有第三方电子认证机构参与：它不由第三方证明买受人的身份，也不由第三方证明签署时间。对此有争议的，由双方依法举证。`,
	EN: `1. The parties conclude this contract as a data message and use the electronic signature agreed here (Electronic Signature Law of the PRC, art. 13, second paragraph). The buyer may decline and sign by hand instead.
2. The buyer's electronic signature is his separate acceptance of each key term and of the contract as a whole, given after his identity was checked (for example by a one-time code sent to his registered phone number). Codes and the like are for the buyer alone and under his sole control when he signs; he must not pass them on.
3. After the acceptance the seller's system computes SHA-256 digests of all bytes of the contract file, of what was accepted and when, and of the version of these conditions, and seals them with the seller's Ed25519 key into a signature file. The seller hands the contract file and the signature file to the buyer.
4. Any later change of the signature file or of the contract file is found by the verification program that the seller makes public; anybody can verify without the seller's help.
5. The seal is made by the seller; no third-party certification authority takes part. No third party vouches for the buyer's identity or for the time of signing. In a dispute each party bears the burden of proof that the law gives it.`,
}}

// CurrentConditions is the version for new documents.
func CurrentConditions() Conditions { return versions[len(versions)-1] }

// FindConditions finds a version; not ok when this program does not know it.
func FindConditions(version string) (Conditions, bool) {
	for _, c := range versions {
		if c.Version == version {
			return c, true
		}
	}
	return Conditions{}, false
}
