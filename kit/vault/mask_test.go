package vault

import (
	"strings"
	"testing"

	"fenming/kit/fault"
)

func TestMasks(t *testing.T) {
	for _, c := range []struct {
		name string
		mask func(string) string
		in   string
		want string
	}{
		{"phone", MaskPhone, "13812341234", "138****1234"},
		{"phone", MaskPhone, "+86 138-1234-1234", "138****1234"},
		{"phone", MaskPhone, "0571-88157856", "****7856"},
		{"phone", MaskPhone, "138****1234", "****"},
		{"phone", MaskPhone, "call 13812341234", "****"},
		{"phone", MaskPhone, "", ""},
		{"name", MaskName, "欧阳修远", "欧**"},
		{"name", MaskName, "Zoe", "Z**"},
		{"name", MaskName, "𠮷野", "𠮷**"},
		{"name", MaskName, "\xff", "**"},
		{"name", MaskName, " ", ""},
		{"email", MaskEmail, "Zoe.Li@Example.com", "z****@example.com"},
		{"email", MaskEmail, "zoe", "****"},
		{"id", MaskID, "110101199003070002", "110*************02"},
		{"id", MaskID, "1234567", "****"},
		{"account", MaskAccount, "6222021234567890123", "****0123"},
		{"account", MaskAccount, "1234", "****"},
		{"address", MaskAddress, "浙江省杭州市西湖区文三路 100 号", "浙江省杭州市西湖区****"},
		{"address", MaskAddress, "江苏省南京市鼓楼区中山路1号", "江苏省南京市鼓楼区****"},
		{"address", MaskAddress, "黑龙江省哈尔滨市道里区中央大街1号", "黑龙江省哈尔滨市道里区****"},
		{"address", MaskAddress, "上海市浦东新区张江路88弄", "上海市浦东新区****"},
		{"address", MaskAddress, "北京朝阳区某某超市", "北京朝阳区****"},
		{"address", MaskAddress, "新疆维吾尔自治区乌鲁木齐市天山区1号", "新疆维吾尔自治区乌鲁木齐市天山区****"},
		{"address", MaskAddress, "江西省景德镇市珠山区1号", "江西省景德镇市珠山区****"},
		{"address", MaskAddress, "广东省东莞市南城街道阳光小区1栋", "广东省东莞市****"},
		{"address", MaskAddress, "江苏省昆山市阳光小区", "江苏省昆山市****"},
		{"address", MaskAddress, "江苏省昆山市阳光新城东区", "江苏省昆山市****"},
		{"address", MaskAddress, "湖南省怀化市新晃侗族自治县人民路", "湖南省怀化市新晃侗族自治县****"},
		{"address", MaskAddress, "西湖区文三路", "西湖区****"},
		{"address", MaskAddress, "1 High Street, Ely", "****"},
		{"address", MaskAddress, "", ""},
	} {
		if got := c.mask(c.in); got != c.want {
			t.Errorf("%s %q: got %q, want %q", c.name, c.in, got, c.want)
		}
	}
}

func TestNormalPhone(t *testing.T) {
	for in, want := range map[string]string{
		"13812341234": "13812341234", "１３８１２３４１２３４": "13812341234", "+86 138 1234 1234": "13812341234",
		"008613812341234": "13812341234", "8613812341234": "13812341234", "(0571) 8815-7856": "057188157856",
		"+86 571 88157856": "057188157856", "+44 20 7946 0958": "+442079460958",
	} {
		if got, err := NormalPhone(in); err != nil || got != want {
			t.Errorf("%q: %q %v", in, got, err)
		}
	}
	for _, in := range []string{"", "138****1234", "1381234123", "12812341234", "abc", "+", "+86", "95588", "138+12341234"} {
		if got, err := NormalPhone(in); !fault.Is(err, fault.CodeInvalid) {
			t.Errorf("%q accepted as %q: %v", in, got, err)
		} else if strings.Contains(err.Error(), "1234") {
			t.Errorf("the fault repeats the number: %v", err)
		}
	}
}

func TestNormalText(t *testing.T) {
	for _, c := range [][3]string{
		{"name", " 张 三 ", "张三"}, {"name", "阿里木•买买提", "阿里木·买买提"}, {"name", "ＡＮＮ  Lee", "ann lee"},
		{"address", "文三路 3 - 1 - 502（近地铁）", "文三路3-1-502近地铁"},
		{"address", "文三路３号，1单元", "文三路3号1单元"},
		{"address", "文三路3,1单元", "文三路3-1单元"},
	} {
		got := NormalName(c[1])
		if c[0] == "address" {
			got = NormalAddress(c[1])
		}
		if got != c[2] {
			t.Errorf("%q: got %q, want %q", c[1], got, c[2])
		}
	}
	if got, err := NormalEmail(" Zoe@Example.COM "); err != nil || got != "zoe@example.com" {
		t.Errorf("%q %v", got, err)
	}
	for _, in := range []string{"", "@a.b", "a@", "a@b", "a@b@c.d", "a b@c.d", "z***@c.d", "a@.."} {
		if got, err := NormalEmail(in); !fault.Is(err, fault.CodeInvalid) {
			t.Errorf("%q accepted as %q", in, got)
		}
	}
}

func FuzzMaskAndNormal(f *testing.F) {
	for _, s := range []string{"13812341234", "张 三", "z@a.b", "浙江省杭州市西湖区文三路1号", "\xff", "  "} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if n := NormalName(s); n != NormalName(n) {
			t.Fatalf("name %q is not stable: %q %q", s, n, NormalName(n))
		}
		if n := NormalAddress(s); strings.ContainsAny(n, " ,，") {
			t.Fatalf("address %q keeps punctuation: %q", s, n)
		}
		if n, err := NormalPhone(s); err == nil {
			if m, err := NormalPhone(n); err != nil || m != n {
				t.Fatalf("%q is not stable: %q %v", n, m, err)
			}
		}
		if m := MaskPhone(s); len(s) > 0 && !strings.Contains(m, stars) {
			t.Fatalf("phone %q shown as %q", s, m)
		}
		for _, mask := range []func(string) string{MaskName, MaskEmail, MaskID, MaskAccount, MaskAddress} {
			_ = mask(s) // must not panic
		}
	})
}
