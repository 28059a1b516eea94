// Tessera's POSIX log, driven for the bench: `add DIR LEAVES OUTSTANDING` writes leaves until a checkpoint covers all of
// them; `prove DIR LEAVES PROOFS SEED` makes inclusion proofs from the files. Each writes one line of JSON.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand"
	"os"
	"sort"
	"strconv"
	"sync"
	"time"

	"github.com/transparency-dev/tessera"
	"github.com/transparency-dev/tessera/client"
	"github.com/transparency-dev/tessera/storage/posix"
	"golang.org/x/mod/sumdb/note"
)

const origin = "bench.tessera/log"

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func number(at int) int {
	n, err := strconv.Atoi(os.Args[at])
	must(err)
	return n
}

// Bodies as long as the leaves of acts are: a little over two hundred bytes.
func body(i int) []byte {
	return []byte(fmt.Sprintf(`{"act":"decide-penalty","at":"2025-12-01T01:00:00.000Z","case":"220200-%024x","digest":"%064x","kind":"act","organ":"t-market","region":"220200","seq":%d,"v":1}`, i, i*7919, i%13+1))
}

func add(dir string, leaves, outstanding int) {
	ctx := context.Background()
	// The key stays beside the log: the next round goes on under the same one.
	skey, err := os.ReadFile(dir + ".key")
	if os.IsNotExist(err) {
		var made string
		made, _, err = note.GenerateKey(nil, origin)
		must(err)
		skey = []byte(made)
		must(os.WriteFile(dir+".key", skey, 0o600))
	}
	must(err)
	signer, err := note.NewSigner(string(skey))
	must(err)
	driver, err := posix.New(ctx, posix.Config{Path: dir})
	must(err)
	// As its documentation advises for throughput: batches as large as the pushback lets wait, no antispam.
	options := tessera.NewAppendOptions().
		WithCheckpointSigner(signer).
		WithBatching(uint(outstanding), 250*time.Millisecond).
		WithPushback(uint(outstanding * 2)).
		WithCheckpointInterval(time.Second)
	appender, shutdown, reader, err := tessera.NewAppender(ctx, driver, options)
	must(err)
	await := tessera.NewPublicationAwaiter(ctx, reader.ReadCheckpoint, 100*time.Millisecond)
	start := time.Now()
	work := make(chan int)
	var group sync.WaitGroup
	var last tessera.IndexFuture
	var lock sync.Mutex
	highest := uint64(0)
	for w := 0; w < outstanding; w++ {
		group.Add(1)
		go func() {
			defer group.Done()
			for i := range work {
				future := appender.Add(ctx, tessera.NewEntry(body(i)))
				index, err := future()
				must(err)
				lock.Lock()
				if last == nil || index.Index >= highest {
					highest, last = index.Index, future
				}
				lock.Unlock()
			}
		}()
	}
	for i := 0; i < leaves; i++ {
		work <- i
	}
	close(work)
	group.Wait()
	// The checkpoint that covers the last leaf covers all.
	_, _, err = await.Await(ctx, last)
	must(err)
	seconds := time.Since(start).Seconds()
	must(shutdown(ctx))
	must(json.NewEncoder(os.Stdout).Encode(map[string]any{"leaves": leaves, "seconds": seconds}))
}

func prove(dir string, leaves, proofs int, seed int64) {
	ctx := context.Background()
	files := client.FileFetcher{Root: dir}
	random := rand.New(rand.NewSource(seed))
	times := make([]float64, 0, proofs)
	size := 0
	for i := 0; i < proofs; i++ {
		index := uint64(random.Intn(leaves))
		start := time.Now()
		// A builder of its own for each, so that no node is kept from the one before.
		builder, err := client.NewProofBuilder(ctx, uint64(leaves), files.ReadTile)
		must(err)
		path, err := builder.InclusionProof(ctx, index)
		must(err)
		times = append(times, float64(time.Since(start).Microseconds())/1000)
		size = 32 * len(path)
	}
	sort.Float64s(times)
	must(json.NewEncoder(os.Stdout).Encode(map[string]any{
		"median": times[proofs/2], "p95": times[proofs*95/100], "bytes": size,
	}))
}

func main() {
	switch os.Args[1] {
	case "add":
		add(os.Args[2], number(3), number(4))
	case "prove":
		prove(os.Args[2], number(3), number(4), int64(number(5)))
	}
}
