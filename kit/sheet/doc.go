// Package sheet reads tables out of whatever file a platform, a bank or a
// person hands over, and writes tables that are safe to open.
//
// Words: file (文件): what arrived. Member (成员): a file inside an archive.
// Table (表): a CSV text or one sheet of a workbook. Layout (版式): which
// columns a caller wants, by name. Header (表头): the row, or stacked rows,
// that hold these names. Banner (表头前说明): what stands before it. Note
// (说明行): a line among or after the data that is none. Total (合计): the
// control row under a second header.
//
// Invariants: a header is found by names and never by line number; every row
// keeps its line number and raw text; every fault of a cell names file, line,
// column, reason and cure and never the value; money is read exactly or
// refused; a row that does not fit its header is reported and never shifted;
// nothing is read beyond the limits, whatever the file claims; CSV of any
// length is read in constant memory; no formula is run and nothing is
// extracted to disk; a cell that leaves in an export is never a formula.
//
// Reading: Open sniffs the container (zip, gzip, workbook, plain), the charset
// (byte order mark, then valid UTF-8, then GB18030) and the dialect. Match
// finds the tables a caller has layouts for. Found.Rows streams the rows.
//
// Every room may call. What a column means is the caller's business.
package sheet
