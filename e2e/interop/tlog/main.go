// Command tlogcheck reads a log in C2SP tlog-tiles form with libraries that are not Fadu's own, and checks it:
// the signed checkpoint, every tile and entry bundle, inclusion and consistency proofs built from the tiles, and
// proofs that Fadu wrote.
//
// Exit code 0: all good. 1: the log or a proof is wrong. 2: the command line is.
package main

import (
	"context"
	"flag"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	fnote "github.com/transparency-dev/formats/note"
	"github.com/transparency-dev/tessera/client"
	"github.com/transparency-dev/tessera/fsck"
	"golang.org/x/mod/sumdb/note"
	"k8s.io/klog/v2"
)

func main() {
	where := flag.String("log", "", "directory of the log, or its http(s) URL prefix")
	vkey := flag.String("vkey", "", "verifier key of the log")
	origin := flag.String("origin", "", "origin line of the checkpoint (default: the name of the key)")
	samples := flag.Int64("samples", 64, "entries whose inclusion is proven from the tiles")
	older := flag.String("older", "", "directory with earlier checkpoints of the same log, one file each")
	proofs := flag.String("proofs", "", "directory with proofs: *.tlog-proof and *.json")
	witnesses := flag.String("witnesses", "", "verifier keys of witnesses that must have cosigned, separated by commas")
	klog.InitFlags(nil)
	_ = flag.Set("logtostderr", "false")
	_ = flag.Set("stderrthreshold", "FATAL")
	flag.Parse()
	if *where == "" || *vkey == "" || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	src, err := open(*where)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	verifier, err := note.NewVerifier(*vkey)
	if err != nil {
		fmt.Fprintf(os.Stderr, "-vkey: %v\n", err)
		os.Exit(2)
	}
	if *origin == "" {
		*origin = verifier.Name()
	}
	c := &checker{ctx: context.Background(), src: src, verifier: verifier, origin: *origin}
	steps := []struct {
		name string
		run  func() (string, error)
	}{
		{"checkpoint", c.checkpoint},
		{"witnesses", func() (string, error) { return c.witnesses(*witnesses) }},
		{"tiles and bundles (tessera fsck)", c.fsck},
		{"inclusion (x/mod tlog)", func() (string, error) { return c.inclusion(*samples) }},
		{"consistency (x/mod tlog)", func() (string, error) { return c.consistency(*older) }},
		{"proofs written by the log (torchwood, merkle)", func() (string, error) { return c.proofs(*proofs) }},
	}
	for _, step := range steps {
		said, err := step.run()
		if err != nil {
			// fsck prints both versions of a tile in full: its first line says which.
			said, _, _ := strings.Cut(err.Error(), "\n")
			fmt.Printf("FAIL %s: %s\n", step.name, said)
			os.Exit(1)
		}
		fmt.Printf("ok   %s: %s\n", step.name, said)
	}
}

// open gives a reader for a directory or an URL.
func open(where string) (fsck.Fetcher, error) {
	if strings.HasPrefix(where, "http://") || strings.HasPrefix(where, "https://") {
		u, err := url.Parse(strings.TrimSuffix(where, "/") + "/")
		if err != nil {
			return nil, err
		}
		return client.NewHTTPFetcher(u, nil)
	}
	return &client.FileFetcher{Root: where}, nil
}

// files reads all files of a directory whose names match, in order of name. An empty directory name gives none.
func files(dir, pattern string) (map[string][]byte, error) {
	found := map[string][]byte{}
	if dir == "" {
		return found, nil
	}
	names, err := filepath.Glob(filepath.Join(dir, pattern))
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		found[filepath.Base(name)] = data
	}
	return found, nil
}

// witnesses checks that all the named witnesses have cosigned the checkpoint.
func (c *checker) witnesses(keys string) (string, error) {
	if keys == "" {
		return "none asked for", nil
	}
	list := strings.Split(keys, ",")
	for _, key := range list {
		v, err := fnote.NewVerifierForCosignatureV1(key)
		if err != nil {
			return "", fmt.Errorf("key %q: %v", key, err)
		}
		if _, err := note.Open(c.raw, note.VerifierList(v)); err != nil {
			return "", fmt.Errorf("%s: %v", v.Name(), err)
		}
	}
	return fmt.Sprintf("%d cosigned", len(list)), nil
}
