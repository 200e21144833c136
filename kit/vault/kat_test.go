package vault

const (
	katSealed = "0100000007a0a1a2a3a4a5a6a7a8a9aaabd72b441c77f8368e5056b38f2058f98ff221150607256a82edef9b"
	katIndex  = "v4re6ewg4dirurg5bme2r3a5nzdoqyfl"
	katCheck  = "52dmm7gyrh76da6j52tuwdnu4dazrs4k"
)
