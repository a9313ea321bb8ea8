// race: yes

// A method of the registered interface writes.
package main

import (
	"context"
	"errors"
	"sync"
)

// JobServer is what the generated code asks for.
type JobServer interface {
	Run(ctx context.Context, job *string) (*string, error)
}

// Server runs the methods of what is registered, each call in a goroutine.
type Server struct{ jobs []JobServer }

// RegisterJobServer is what the generated code offers.
func RegisterJobServer(s *Server, srv JobServer) {
	s.jobs = append(s.jobs, srv)
}

func (s *Server) serve() {
	var wg sync.WaitGroup
	for _, srv := range s.jobs {
		for range 4 {
			wg.Add(1)
			go func() {
				defer wg.Done()
				for range 200 {
					name := "a"
					srv.Run(context.Background(), &name)
				}
			}()
		}
	}
	wg.Wait()
}

type queue struct {
	builders map[string]int
}

func (q *queue) RegisterBuilder(ctx context.Context, name *string) error {
	if _, ok := q.builders[*name]; ok {
		return errors.New(*name)
	}
	q.builders[*name] = len(q.builders)
	return nil
}

func (q *queue) Run(ctx context.Context, job *string) (*string, error) {
	q.builders[*job]++ // want "GMC001"
	return job, nil
}

func main() {
	q := &queue{builders: map[string]int{}}
	name := "a"
	if err := q.RegisterBuilder(context.Background(), &name); err != nil {
		return
	}
	s := &Server{}
	RegisterJobServer(s, q)
	s.serve()
}
