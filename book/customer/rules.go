package customer

import (
	"strings"

	"fenming/kit/calendar"
	"fenming/kit/fault"
	"fenming/kit/vault"
)

// adultAge is the age of full capacity: Civil Code of the PRC, articles 17, 18.
const adultAge = 18

// adult says that nothing known speaks against the person being of age.
func (p Person) adult(today calendar.Day) bool {
	born := p.born()
	return born.IsZero() || !born.AddMonths(12*adultAge).After(today)
}

// born is the stated birthday, else the one inside an 18-digit identity number
// (GB 11643: digits 7 to 14), else no day.
func (p Person) born() calendar.Day {
	if !p.BirthDay.IsZero() {
		return p.BirthDay
	}
	id := strings.TrimSpace(p.IDNumber)
	if len(id) != 18 {
		return ""
	}
	day, err := calendar.ParseDay(id[6:10] + "-" + id[10:12] + "-" + id[12:14])
	if err != nil {
		return ""
	}
	return day
}

// normal brings every field to its one form; each field at fault is named.
func (p Person) normal() (Person, error) {
	var faults []*fault.Fault
	note := func(err error, pointer string) {
		if err != nil {
			faults = append(faults, fault.As(err).At(pointer))
		}
	}
	p.ExternalNo = strings.TrimSpace(p.ExternalNo)
	p.Name = strings.Join(strings.Fields(p.Name), " ")
	p.Address = strings.Join(strings.Fields(p.Address), " ")
	p.IDNumber = strings.ToUpper(strings.TrimSpace(p.IDNumber))
	var err error
	if p.Phone != "" {
		p.Phone, err = vault.NormalPhone(p.Phone)
		note(err, "/customer/phone")
	}
	if p.Email != "" {
		p.Email, err = vault.NormalEmail(p.Email)
		note(err, "/customer/email")
	}
	if p.BirthDay != "" {
		note(p.BirthDay.Check(), "/customer/birth_day")
	}
	if p.ExternalNo == "" && p.Phone == "" && p.Email == "" && len(faults) == 0 {
		faults = append(faults, fault.Invalid(wordNobody).At("/customer"))
	}
	return p, fault.Many(faults)
}

// filled returns the person with gaps filled from more, and whether anything was new.
func (p Person) filled(more Person) (Person, bool) {
	was := p
	take := func(to *string, from string) {
		if *to == "" {
			*to = from
		}
	}
	take(&p.ExternalNo, more.ExternalNo)
	take(&p.Name, more.Name)
	take(&p.Phone, more.Phone)
	take(&p.Email, more.Email)
	take(&p.Address, more.Address)
	take(&p.IDNumber, more.IDNumber)
	if p.BirthDay == "" {
		p.BirthDay = more.BirthDay
	}
	return p, p != was
}
