// Package ctx gives an object back when its user is done: a goroutine waits for that before it clears anything.
package ctx

type Ctx struct {
	vars     map[string]int
	released chan bool
	cleared  chan bool
}

func New() *Ctx {
	return &Ctx{vars: make(map[string]int), released: make(chan bool), cleared: make(chan bool)}
}

func (c *Ctx) Bind(name string) {
	c.vars[name]++
}

func (c *Ctx) ScheduleReclaim() {
	go func() {
		<-c.released
		c.clear()
		close(c.cleared)
	}()
}

func (c *Ctx) clear() {
	clear(c.vars)
}

func (c *Ctx) Release() {
	close(c.released)
	<-c.cleared
}
