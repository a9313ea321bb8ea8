// Package client asks for devices.
package client

import "sync"

// Client keeps devices in a cache.
type Client struct {
	mu      sync.Mutex
	devices map[int]string
}

// New returns a client that knows no devices.
func New() *Client {
	return &Client{devices: map[int]string{}}
}

// Device looks a device up.
func (c *Client) Device(id int) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	if name, ok := c.devices[id]; ok {
		return name
	}
	c.fetch(id)
	return c.devices[id]
}

// Forget takes a device out of the cache.
func (c *Client) Forget(id int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.devices, id)
}

func (c *Client) fetch(id int) {
	c.devices[id] = "device" // want "GMC004 .*Client.devices"
}

// Admin does what a client does by itself.
type Admin struct {
	C *Client
}

// Fetch has the client ask for a device.
func (a *Admin) Fetch(id int) {
	a.C.fetch(id)
}
