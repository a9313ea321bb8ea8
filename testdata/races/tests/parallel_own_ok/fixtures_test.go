// race: no

// Each parallel subtest makes a client of its own; most of its methods hold the lock.
package fixtures

import (
	"sync"
	"testing"
)

type Client struct {
	mu      sync.Mutex
	cookies map[string]string
}

func New() *Client {
	return &Client{cookies: map[string]string{}}
}

func (c *Client) Set(name, value string) *Client {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.cookies[name] = value
	return c
}

func (c *Client) Get(name string) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.cookies[name]
}

func (c *Client) Delete(name string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.cookies, name)
}

func header(c *Client) string {
	text := ""
	for name, value := range c.cookies {
		text += name + "=" + value
	}
	return text
}

func TestHeader(t *testing.T) {
	t.Parallel()

	t.Run("set", func(t *testing.T) {
		t.Parallel()
		client := New().
			Set("id", "1")
		if header(client) != "id=1" {
			t.Error("not set")
		}
	})

	t.Run("deleted", func(t *testing.T) {
		t.Parallel()
		client := New().
			Set("id", "1")
		client.Delete("id")
		if header(client) != "" || client.Get("id") != "" {
			t.Error("still set")
		}
	})
}
