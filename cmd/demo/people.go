package demo

import (
	"fmt"
	"math/rand/v2"
)

// person is a customer of the demo. Names are put together from common
// surnames and given names; numbers and addresses are invented.
type person struct {
	No      string
	Name    string
	Phone   string
	Email   string
	Address string
	Device  string
	IP      string
	pays    habit
}

// habit is how somebody pays what he owes the shop.
type habit int

const (
	punctual habit = iota
	slow           // some days late, after a reminder
	promises       // promises, then pays
	never
)

var (
	surnames = []string{"王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗", "欧阳"}
	given    = []string{"伟", "芳", "娜", "敏", "静", "磊", "洋", "艳", "勇", "军", "杰", "娟", "涛", "明", "超", "秀英", "晓东", "雨桐", "子轩", "思远", "若曦", "嘉怡", "浩然", "梓涵", "一诺"}
	cities   = []string{"浙江省杭州市西湖区文三路", "上海市浦东新区世纪大道", "江苏省南京市鼓楼区中山路", "广东省深圳市南山区科技园路", "四川省成都市武侯区天府大道", "湖北省武汉市洪山区珞喻路", "陕西省西安市雁塔区小寨路", "山东省青岛市市南区香港中路"}
)

func newPeople(r *rand.Rand, n int) []person {
	all := make([]person, n)
	for i := range all {
		all[i] = person{
			No:      fmt.Sprintf("U%05d", 10001+i),
			Name:    surnames[r.IntN(len(surnames))] + given[r.IntN(len(given))],
			Phone:   fmt.Sprintf("199%08d", 10_000_000+i*7919%90_000_000),
			Email:   fmt.Sprintf("u%05d@example.com", 10001+i),
			Address: fmt.Sprintf("%s%d号%d室", cities[r.IntN(len(cities))], 1+r.IntN(300), 101+r.IntN(20)*100),
			Device:  fmt.Sprintf("dev-%06d", 200001+i),
			IP:      fmt.Sprintf("203.0.113.%d", 1+r.IntN(250)),
			pays:    habitOf(r.Float64()),
		}
	}
	return all
}

func habitOf(f float64) habit {
	switch {
	case f < 0.72:
		return punctual
	case f < 0.92:
		return slow
	case f < 0.97:
		return promises
	}
	return never
}

// newRing makes people who share one phone-shop's device and one address: the
// cash-out ring that the demo's risk officer should find.
func newRing(r *rand.Rand, n int) []person {
	all := newPeople(r, n)
	for i := range all {
		all[i].No = fmt.Sprintf("R%03d", 1+i)
		all[i].Phone = fmt.Sprintf("191%08d", 55_000_000+i)
		all[i].Email = fmt.Sprintf("r%03d@example.com", 1+i)
		all[i].Device = "dev-ring-1"
		all[i].Address = "浙江省杭州市余杭区良渚街道88号仓库"
		all[i].IP = "198.51.100.7"
	}
	return all
}

// article is something the demo sells; Price in fen.
type article struct {
	SKU, Name, Category, Fulfilment string
	Resale                          bool
	Price                           int64
}

var articles = []article{
	{"PH-01", "手机 旗舰版 256G", "手机数码", "shipment", true, 549900},
	{"PH-02", "手机 标准版 128G", "手机数码", "shipment", true, 299900},
	{"TB-01", "平板电脑 11 寸", "手机数码", "shipment", true, 259900},
	{"WA-01", "智能手表", "手机数码", "shipment", false, 129900},
	{"EB-01", "无线降噪耳机", "手机数码", "shipment", false, 89900},
	{"FR-01", "双门冰箱 400 升", "家用电器", "shipment", false, 329900},
	{"WM-01", "滚筒洗衣机 10 公斤", "家用电器", "shipment", false, 269900},
	{"RV-01", "扫地机器人", "家用电器", "shipment", false, 219900},
	{"RC-01", "电饭煲", "家用电器", "shipment", false, 49900},
	{"BD-01", "人体工学椅", "家居", "shipment", false, 119900},
	{"BD-02", "实木书桌", "家居", "shipment", false, 159900},
	{"CL-01", "羽绒服", "服饰", "shipment", false, 79900},
	{"CL-02", "跑步鞋", "服饰", "shipment", false, 59900},
	{"BK-01", "山地自行车", "运动", "pickup", false, 189900},
	{"FT-01", "健身年卡", "服务", "service", false, 298000},
	{"ED-01", "英语口语课程", "课程", "digital", false, 168000},
	{"BS-01", "口腔护理套餐", "服务", "service", false, 128000},
	{"VC-01", "餐饮礼券 500 元", "卡券", "voucher", true, 48500},
}
