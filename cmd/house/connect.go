package house

import (
	"context"
	"fmt"
	"strings"

	"fenming/book/channel"
	"fenming/flow/reconcile"
	"fenming/kit/fault"
	"fenming/kit/words"
	"fenming/platform"
	"fenming/platform/huabei"
)

// connect makes the connector of a channel; every platform is named here once.
// tenant goes into the address under which the platform calls back.
func (h *House) connect(_ context.Context, tenant string, c channel.Channel, k channel.Keys) (platform.Connector, error) {
	if c.Platform != huabei.Descriptor().ID {
		return nil, fault.Refused(wordNoConnector, words.Args{"platform": c.Platform})
	}
	private, err := channel.PrivateKey(k.PrivateKeyPEM)
	if err != nil {
		return nil, err
	}
	public, err := channel.PublicKey(k.PlatformKeyPEM)
	if err != nil {
		return nil, err
	}
	return huabei.New(huabei.Config{AppID: c.AppID, SellerID: c.SellerID, Gateway: c.Gateway, AppKey: private,
		PlatformKey: public, Contracted: c.Terms.Counts, Simulator: c.Simulator, Now: h.DB.Clock().Now,
		NotifyURL: fmt.Sprintf("%s/notify/%s/%s", strings.TrimSuffix(h.config.PublicURL, "/"), tenant, c.ID)})
}

// forStatements makes a connector that only fetches: it needs no address for
// call-backs.
func (h *House) forStatements(c channel.Channel, k channel.Keys) (platform.Connector, error) {
	return h.connect(context.Background(), "", c, k)
}

// connectors are the platforms as the screens list them.
func connectors() []platform.Descriptor { return []platform.Descriptor{huabei.Descriptor()} }

// PlatformNames are the platforms' names for people, by id.
func PlatformNames() map[string]words.Word {
	names := map[string]words.Word{}
	for _, d := range connectors() {
		names[d.ID] = words.Word{Key: "platform." + d.ID, ZH: d.NameZH, EN: d.NameEN}
	}
	return names
}

// parsers read statements that people drop in.
func parsers() []reconcile.Parser {
	return []reconcile.Parser{{Platform: huabei.Descriptor().ID, Parse: huabei.ParseBill}}
}

var wordNoConnector = words.Word{Key: "connector.none", ZH: "平台「{platform}」没有可用的连接器，只能导入文件",
	EN: "There is no connector for platform {platform}; only files can be imported"}
