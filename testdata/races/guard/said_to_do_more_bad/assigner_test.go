// race: yes

package assigner

import (
	"strconv"
	"sync"
	"testing"
)

type controller struct {
	assigner *Assigner
}

func (c *controller) run(wg *sync.WaitGroup) {
	defer wg.Done()
	for worker := range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range 100 {
				address := strconv.Itoa(worker*100 + i)
				c.assigner.Assign(address)
				c.assigner.Has(address)
				c.assigner.Unassign(address)
			}
		}()
	}
	for range 1000 {
		c.assigner.Reload([]string{"1", "2"})
	}
}

func TestController(t *testing.T) {
	c := &controller{assigner: New()}
	var wg sync.WaitGroup
	wg.Add(1)
	go c.run(&wg)
	wg.Wait()
}
