package sim

import (
	"encoding/json"
	"mime"
	"net/http"
)

// order is the body of the control calls.
type order struct {
	AppID   string `json:"app_id"`
	OutNo   string `json:"out_trade_no"`
	Channel string `json:"channel"`
	Buyer   string `json:"buyer_id"`
}

// control adds the face by which a person or a test plays buyer and fate:
//
//	GET  /sim/trades  /sim/notices  /sim/faults  /sim/fault-kinds
//	POST /sim/scan  /sim/pay  /sim/close   {app_id, out_trade_no, channel?, buyer_id?}
//	POST /sim/faults                       a Fault
//	POST /sim/tick                         {}
//
// Bodies must be application/json, which a foreign web page cannot send here
// without asking first.
func (s *Simulator) control(mux *http.ServeMux) {
	act := func(do func(o order) error) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			var o order
			if !readJSON(w, r, &o) {
				return
			}
			reply(w, map[string]string{"result": "ok"}, do(o))
		}
	}
	mux.HandleFunc("POST /sim/scan", act(func(o order) error { return s.BuyerScans(o.AppID, o.OutNo, o.Buyer) }))
	mux.HandleFunc("POST /sim/pay", act(func(o order) error { return s.BuyerPays(o.AppID, o.OutNo, o.Channel, o.Buyer) }))
	mux.HandleFunc("POST /sim/close", act(func(o order) error { return s.BuyerCloses(o.AppID, o.OutNo) }))
	mux.HandleFunc("GET /sim/trades", func(w http.ResponseWriter, _ *http.Request) { reply(w, s.Trades(), nil) })
	mux.HandleFunc("GET /sim/notices", func(w http.ResponseWriter, _ *http.Request) { reply(w, s.Notices(), nil) })
	mux.HandleFunc("GET /sim/faults", func(w http.ResponseWriter, _ *http.Request) { reply(w, s.Faults(), nil) })
	mux.HandleFunc("GET /sim/fault-kinds", func(w http.ResponseWriter, _ *http.Request) { reply(w, kinds, nil) })
	mux.HandleFunc("POST /sim/faults", func(w http.ResponseWriter, r *http.Request) {
		var f Fault
		if !readJSON(w, r, &f) {
			return
		}
		id, err := s.SetFault(f)
		reply(w, map[string]string{"id": id}, err)
	})
	mux.HandleFunc("POST /sim/tick", func(w http.ResponseWriter, r *http.Request) {
		if !readJSON(w, r, &struct{}{}) {
			return
		}
		report, err := s.Tick(r.Context())
		reply(w, report, err)
	})
}

func readJSON(w http.ResponseWriter, r *http.Request, into any) bool {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "application/json" {
		http.Error(w, "application/json only", http.StatusUnsupportedMediaType)
		return false
	}
	dec := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<16))
	dec.DisallowUnknownFields()
	if err := dec.Decode(into); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return false
	}
	return true
}

func reply(w http.ResponseWriter, v any, err error) {
	if err != nil {
		http.Error(w, err.Error(), http.StatusConflict)
		return
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	json.NewEncoder(w).Encode(v)
}

// NoticeInfo is a call-back as the control face shows it; Due in µs, 0 when
// nothing more will be sent.
type NoticeInfo struct {
	ID    string `json:"id"`
	OutNo string `json:"out_trade_no"`
	Due   int64  `json:"due"`
	Tries int    `json:"tries"`
	Acked bool   `json:"acked"`
}

// Notices lists all call-backs in the order of their making.
func (s *Simulator) Notices() []NoticeInfo {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := make([]NoticeInfo, 0, len(s.notices))
	for _, n := range s.notices {
		list = append(list, NoticeInfo{ID: n.ID, OutNo: n.Out, Due: n.Due, Tries: n.Tries, Acked: n.Acked})
	}
	return list
}
