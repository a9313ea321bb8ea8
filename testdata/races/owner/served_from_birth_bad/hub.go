package hub

type hub struct {
	members map[int]bool
	Done    chan bool
}

func newHub() *hub {
	h := &hub{members: map[int]bool{}, Done: make(chan bool)}
	go h.sweep()
	return h
}

func (h *hub) sweep() {
	for range 200 {
		for member := range h.members { // want? "GMC00"
			delete(h.members, member) // want? "GMC00"
		}
	}
	close(h.Done)
}

func (h *hub) add(member int) {
	h.members[member] = true // want? "GMC00"
}

// Server lets members in.
type Server struct {
	hub *hub
}

// NewServer makes a server with a hub of its own.
func NewServer() *Server {
	return &Server{hub: newHub()}
}

func (s *Server) Join(member int) {
	s.hub.add(member)
}

func (s *Server) Wait() {
	<-s.hub.Done
}
