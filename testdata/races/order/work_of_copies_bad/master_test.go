// race: yes

// Each goroutine takes work from an edge of its own and hands it on to others: that says nothing of who else is at work. The shared lock keeps nobody out.
package master

import (
	"reflect"
	"testing"
)

func TestMaster(t *testing.T) {
	m := New()
	var streams []*Edge
	for range 4 {
		started := reflect.ValueOf(m).MethodByName("Stream").Call(nil)
		streams = append(streams, started[0].Interface().(*Edge))
	}
	for n := range 500 {
		for i, stream := range streams {
			stream.collect(n*len(streams) + i)
		}
	}
	for _, stream := range streams {
		close(stream.work)
	}
	m.wg.Wait()
}
