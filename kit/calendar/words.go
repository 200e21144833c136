package calendar

import "fenming/kit/words"

// The sentences this package owns.
var (
	wordDay = words.Word{Key: "calendar.not_a_day",
		ZH: "日期须为实际存在的年-月-日，例如 2026-11-21",
		EN: "The day must be an existing date written year-month-day, for example 2026-11-21"}
	wordZone = words.Word{Key: "calendar.unknown_zone",
		ZH: "时区须为 IANA 名称，例如 Asia/Shanghai",
		EN: "The time zone must be an IANA name, for example Asia/Shanghai"}
	wordYear = words.Word{Key: "calendar.year_not_published",
		ZH: "系统没有 {year} 年的放假安排，无法判断工作日；请更新节假日数据",
		EN: "The holidays of {year} are not known, so working days cannot be told; update the holiday data"}
	wordData = words.Word{Key: "calendar.bad_holiday_data",
		ZH: "节假日数据格式有误：{year} 年含有不属于该年的日期或重复的日期",
		EN: "The holiday data is malformed: {year} holds a day of another year or a day twice"}
)

// Words lists the sentences of this package for the catalogue check.
func Words() []words.Word { return []words.Word{wordDay, wordZone, wordYear, wordData} }
