// Package calendar is the project's sense of time: the clock, days, zones and
// the business days of mainland China.
//
// Words: clock 时钟 · day 日 (a date without a time, ISO text) · zone 时区 ·
// working day 工作日 · holiday 节假日 · make-up workday 调休上班日 ·
// month end 月末.
//
// Invariants:
//   - time.Now stands here and nowhere else; everybody else is handed a Clock.
//   - A stored time is µs since 1970 UTC; a stored day is "2006-01-02". What a
//     day means in µs depends on a zone and is asked by Day.In.
//   - Zones work without the system's zone files (time/tzdata is embedded).
//   - A year whose holidays nobody has published is a fault that names the
//     year; no working day is ever guessed.
//
// Anybody may call it; it knows nothing of credit.
package calendar
