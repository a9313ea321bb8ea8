package dial

// BookMock is a book for tests.
type BookMock struct{ Removed map[string]bool }

func (b *BookMock) Remove(addr string) { b.Removed[addr] = true } // want "GMC001"
