package blob

import (
	"fenming/kit/fault"
	"fenming/kit/words"
)

var (
	wordTenant = words.Word{Key: "blob.tenant",
		ZH: "租户编号不能用作目录名：只能含小写字母、数字、下划线和连字符，最长 64 位；请更正调用处",
		EN: "The tenant id cannot name a folder: lower-case letters, digits, underscore and hyphen only, 64 at most; correct the caller"}
	wordHash = words.Word{Key: "blob.hash",
		ZH: "文件指纹不对：须为 64 位小写十六进制；请使用保存时返回的指纹",
		EN: "The file hash is wrong: it must be 64 lower-case hex digits; use the one returned when the file was stored"}
	wordTooLarge = words.Word{Key: "blob.too_large",
		ZH: "文件超过上限 {max} 字节，未保存；请压缩或拆分后再上传",
		EN: "The file is larger than {max} bytes and was not stored; compress or split it and upload again"}
	wordMissing = words.Word{Key: "blob.missing",
		ZH: "找不到文件 {sha}；请从备份恢复证据目录",
		EN: "The file {sha} is not there; restore the evidence folder from a backup"}
	wordCorrupt = words.Word{Key: "blob.corrupt",
		ZH: "文件 {sha} 的内容已损坏，与指纹不符；请从备份恢复该文件，不要用作证据",
		EN: "The file {sha} is damaged and no longer matches its hash; restore it from a backup and do not use it as evidence"}
)

// Words is the catalogue of this package.
func Words() []words.Word {
	return []words.Word{wordTenant, wordHash, wordTooLarge, wordMissing, wordCorrupt}
}

func corrupt(sha string) *fault.Fault {
	return &fault.Fault{Code: fault.CodeInternal, Word: wordCorrupt, Args: words.Args{"sha": sha}}
}
