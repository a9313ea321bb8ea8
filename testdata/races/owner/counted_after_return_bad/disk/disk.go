// Package disk loads volumes.
package disk

import "sync"

type Disk struct {
	mu      sync.Mutex
	volumes map[int]string
}

// Open loads what is there.
func Open(ids []int) *Disk {
	d := &Disk{volumes: map[int]string{}}
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		for _, id := range ids {
			d.Set(id)
		}
	}()
	go d.watch(&wg)

	return d
}

func (d *Disk) watch(wg *sync.WaitGroup) {
	wg.Wait()
	for range 20 {
		d.load()
	}
}

func (d *Disk) load() int {
	count := 0
	for range d.volumes { // want "GMC00[24]"
		count++
	}
	return count
}

func (d *Disk) Set(id int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.volumes[id] = "v"
}

func (d *Disk) Has(id int) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.volumes[id] != ""
}

func (d *Disk) Drop(id int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.volumes, id)
}
