package main

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"filippo.io/torchwood"
	"github.com/transparency-dev/formats/log"
	"github.com/transparency-dev/merkle/proof"
	"github.com/transparency-dev/merkle/rfc6962"
	"github.com/transparency-dev/tessera/api"
	"github.com/transparency-dev/tessera/api/layout"
	"github.com/transparency-dev/tessera/fsck"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// checker holds one log and what has been learned of it.
type checker struct {
	ctx      context.Context
	src      fsck.Fetcher
	verifier note.Verifier
	origin   string
	raw      []byte
	tree     tlog.Tree
}

// parse verifies a signed checkpoint and gives its tree.
func (c *checker) parse(raw []byte) (tlog.Tree, error) {
	cp, _, _, err := log.ParseCheckpoint(raw, c.origin, c.verifier)
	if err != nil {
		return tlog.Tree{}, err
	}
	return tlog.Tree{N: int64(cp.Size), Hash: tlog.Hash(cp.Hash)}, nil
}

// checkpoint verifies the log's current head.
func (c *checker) checkpoint() (string, error) {
	raw, err := c.src.ReadCheckpoint(c.ctx)
	if err != nil {
		return "", err
	}
	c.raw = raw
	c.tree, err = c.parse(raw)
	return fmt.Sprintf("size %d root %s", c.tree.N, base64.StdEncoding.EncodeToString(c.tree.Hash[:])), err
}

// leaves gives the leaf hashes of a bundle.
func leaves(bundle []byte) ([][]byte, error) {
	entries := &api.EntryBundle{}
	if err := entries.UnmarshalText(bundle); err != nil {
		return nil, err
	}
	var hashes [][]byte
	for _, entry := range entries.Entries {
		hashes = append(hashes, rfc6962.DefaultHasher.HashLeaf(entry))
	}
	return hashes, nil
}

// fsck recomputes every tile and the root from the entry bundles.
func (c *checker) fsck() (string, error) {
	f := fsck.New(c.origin, c.verifier, c.src, leaves, fsck.Opts{N: 4})
	done := make(chan error, 1)
	go func() { done <- f.Check(c.ctx) }()
	// Each bad tile ends one of fsck's workers; when all have ended, Check waits for ever. So look over its shoulder.
	var files, size uint64
	for wrong := ""; ; {
		s := f.Status()
		files, size = files+s.ResourcesFetched, size+s.BytesFetched
		select {
		case err := <-done:
			s = f.Status()
			return fmt.Sprintf("%d files, %d bytes", files+s.ResourcesFetched, size+s.BytesFetched), err
		case <-time.After(time.Second):
			if wrong != "" {
				return "", errors.New(wrong)
			}
			wrong = invalid(f.Status())
		}
	}
}

// invalid names the first tile that fsck found wrong or could not read.
func invalid(s fsck.Status) string {
	for level, ranges := range s.TileRanges {
		for _, r := range ranges {
			if r.State == fsck.Invalid || r.State == fsck.FetchError {
				return fmt.Sprintf("%s: wrong or not readable", layout.TilePath(uint64(level), r.First, 0))
			}
		}
	}
	return ""
}

// tiles lets x/mod's verifying tile reader read C2SP paths.
type tiles struct{ c *checker }

func (t tiles) Height() int                         { return 8 }
func (t tiles) SaveTiles(_ []tlog.Tile, _ [][]byte) {}
func (t tiles) ReadTiles(want []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range want {
		partial := uint8(tile.W % 256)
		data, err := t.c.src.ReadTile(t.c.ctx, uint64(tile.L), uint64(tile.N), partial)
		if err != nil {
			return nil, err
		}
		if len(data) > tile.W*tlog.HashSize {
			data = data[:tile.W*tlog.HashSize]
		}
		all = append(all, data)
	}
	return all, nil
}

// entry reads one entry from its bundle.
func (c *checker) entry(index int64) ([]byte, error) {
	number := index / 256
	partial := uint8(0)
	if number == c.tree.N/256 {
		partial = uint8(c.tree.N % 256)
	}
	data, err := c.src.ReadEntryBundle(c.ctx, uint64(number), partial)
	if err != nil {
		return nil, err
	}
	bundle := &api.EntryBundle{}
	if err := bundle.UnmarshalText(data); err != nil {
		return nil, err
	}
	if index%256 >= int64(len(bundle.Entries)) {
		return nil, fmt.Errorf("bundle %d has no entry %d", number, index)
	}
	return bundle.Entries[index%256], nil
}

// inclusion proves entries spread over the log, the first and the last among them.
func (c *checker) inclusion(samples int64) (string, error) {
	if c.tree.N == 0 || samples < 1 {
		return "0 entries", nil
	}
	reader := tlog.TileHashReader(c.tree, tiles{c})
	indexes := map[int64]bool{0: true, c.tree.N - 1: true}
	for i := int64(0); i < samples; i++ {
		indexes[i*(c.tree.N-1)/samples] = true
	}
	for index := range indexes {
		entry, err := c.entry(index)
		if err != nil {
			return "", fmt.Errorf("entry %d: %v", index, err)
		}
		p, err := tlog.ProveRecord(c.tree.N, index, reader)
		if err != nil {
			return "", fmt.Errorf("entry %d: %v", index, err)
		}
		if err := tlog.CheckRecord(p, c.tree.N, c.tree.Hash, index, tlog.RecordHash(entry)); err != nil {
			return "", fmt.Errorf("entry %d: %v", index, err)
		}
	}
	return fmt.Sprintf("%d entries proven", len(indexes)), nil
}

// consistency proves that the log still begins with each earlier head.
func (c *checker) consistency(dir string) (string, error) {
	heads, err := files(dir, "*")
	if err != nil {
		return "", err
	}
	reader := tlog.TileHashReader(c.tree, tiles{c})
	for name, raw := range heads {
		old, err := c.parse(raw)
		if err != nil {
			return "", fmt.Errorf("%s: %v", name, err)
		}
		if old.N == 0 {
			continue // every log begins with the empty one
		}
		p, err := tlog.ProveTree(c.tree.N, old.N, reader)
		if err != nil {
			return "", fmt.Errorf("%s: %v", name, err)
		}
		if err := tlog.CheckTree(p, c.tree.N, c.tree.Hash, old.N, old.Hash); err != nil {
			return "", fmt.Errorf("%s: %v", name, err)
		}
	}
	return fmt.Sprintf("%d earlier heads", len(heads)), nil
}

// jsonProof is Fadu's own form of a proof, with the entry in base64.
type jsonProof struct {
	Index      uint64   `json:"index"`
	Leaf       []byte   `json:"leaf"`
	Inclusion  [][]byte `json:"inclusion"`
	Checkpoint string   `json:"checkpoint"`
}

// proofs checks proofs that the log handed out: the text form with torchwood, the JSON form with transparency-dev/merkle.
func (c *checker) proofs(dir string) (string, error) {
	texts, err := files(dir, "*.tlog-proof")
	if err != nil {
		return "", err
	}
	policy := torchwood.ThresholdPolicy(2, torchwood.OriginPolicy(c.origin), torchwood.SingleVerifierPolicy(c.verifier))
	for name, text := range texts {
		entry, err := torchwood.ProofExtraData(text)
		if err != nil {
			return "", fmt.Errorf("%s: %v", name, err)
		}
		if err := torchwood.VerifyProof(policy, tlog.RecordHash(entry), text); err != nil {
			return "", fmt.Errorf("%s: %v", name, err)
		}
	}
	objects, err := files(dir, "*.json")
	if err != nil {
		return "", err
	}
	for name, data := range objects {
		var p jsonProof
		decoder := json.NewDecoder(bytes.NewReader(data))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&p); err != nil {
			return "", fmt.Errorf("%s: %v", name, err)
		}
		tree, err := c.parse([]byte(p.Checkpoint))
		if err != nil {
			return "", fmt.Errorf("%s: %v", name, err)
		}
		leaf := rfc6962.DefaultHasher.HashLeaf(p.Leaf)
		if err := proof.VerifyInclusion(rfc6962.DefaultHasher, p.Index, uint64(tree.N), leaf, p.Inclusion, tree.Hash[:]); err != nil {
			return "", fmt.Errorf("%s: %v", name, err)
		}
	}
	return fmt.Sprintf("%d text, %d JSON", len(texts), len(objects)), nil
}
