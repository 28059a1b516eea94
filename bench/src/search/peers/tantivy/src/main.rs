//! tantivy with jieba behind the two commands every peer has.
//! `build CORPUS DIR`: index the articles. `measure DIR TASK OUT`: run the queries of a task.
use serde_json::{json, Value};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::Mutex;
use std::time::{Duration, Instant};
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions, FAST};
use tantivy::tokenizer::{LowerCaser, TextAnalyzer};
use tantivy::{doc, Index, Searcher, Term};

type Fail = Box<dyn std::error::Error + Send + Sync>;
const FIELDS: [&str; 3] = ["title", "label", "whole"];

/// Search mode: a long word is indexed with the shorter words in it, as the library does by default.
fn analyzer() -> TextAnalyzer {
    TextAnalyzer::builder(tantivy_jieba::JiebaTokenizer::new())
        .filter(LowerCaser)
        .build()
}

fn schema() -> Schema {
    let mut builder = Schema::builder();
    builder.add_u64_field("n", FAST);
    // Frequencies without positions: no phrases are asked for.
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("jieba")
        .set_index_option(IndexRecordOption::WithFreqs);
    for field in FIELDS {
        builder.add_text_field(field, TextOptions::default().set_indexing_options(indexing.clone()));
    }
    builder.build()
}

fn build(corpus: &str, dir: &str) -> Result<(), Fail> {
    let schema = schema();
    let index = Index::create_in_dir(dir, schema.clone())?;
    index.tokenizers().register("jieba", analyzer());
    let mut writer = index.writer(1_000_000_000)?;
    let n = schema.get_field("n")?;
    let fields: Vec<Field> = FIELDS.iter().map(|f| schema.get_field(f)).collect::<Result<_, _>>()?;
    let mut docs = 0u64;
    for line in BufReader::new(File::open(corpus)?).lines() {
        let article: Value = serde_json::from_str(&line?)?;
        let mut document = doc!(n => article["n"].as_u64().ok_or("n")?);
        for (field, name) in fields.iter().zip(FIELDS) {
            document.add_text(*field, article[name].as_str().ok_or("text")?);
        }
        writer.add_document(document)?;
        docs += 1;
    }
    writer.commit()?;
    // One segment: the index does not change.
    let segments = index.searchable_segment_ids()?;
    if segments.len() > 1 {
        writer.merge(&segments).wait()?;
    }
    writer.wait_merging_threads()?;
    println!("{}", json!({ "docs": docs, "version": tantivy::version_string() }));
    Ok(())
}

struct Asking {
    fields: Vec<(Field, f32)>,
}

impl Asking {
    /// Any word may match; the scores of the fields are added, each with its weight.
    fn query(&self, analyzer: &mut TextAnalyzer, text: &str) -> BooleanQuery {
        let mut words: Vec<String> = Vec::new();
        let mut stream = analyzer.token_stream(text);
        while stream.advance() {
            let word = &stream.token().text;
            if word.chars().any(char::is_alphanumeric) && !words.contains(word) {
                words.push(word.clone());
            }
        }
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for (field, weight) in &self.fields {
            for word in &words {
                let term = TermQuery::new(Term::from_field_text(*field, word), IndexRecordOption::WithFreqs);
                clauses.push((Occur::Should, Box::new(BoostQuery::new(Box::new(term), *weight))));
            }
        }
        BooleanQuery::new(clauses)
    }

    fn search(&self, searcher: &Searcher, analyzer: &mut TextAnalyzer, text: &str, limit: usize) -> Result<Vec<u64>, Fail> {
        let query = self.query(analyzer, text);
        let hits = searcher.search(&query, &TopDocs::with_limit(limit).order_by_score())?;
        let mut found = Vec::with_capacity(hits.len());
        for (_, at) in hits {
            let column = searcher.segment_reader(at.segment_ord).fast_fields().u64("n")?;
            found.push(column.first(at.doc_id).ok_or("n")?);
        }
        Ok(found)
    }
}

fn measure(dir: &str, task_file: &str, out: &str) -> Result<(), Fail> {
    let task: Value = serde_json::from_reader(BufReader::new(File::open(task_file)?))?;
    let index = Index::open_in_dir(dir)?;
    index.tokenizers().register("jieba", analyzer());
    let searcher = index.reader()?.searcher();
    let schema = index.schema();
    let mut fields = Vec::new();
    for name in FIELDS {
        let weight = task["weights"][name].as_f64().ok_or("weight")? as f32;
        if weight > 0.0 {
            fields.push((schema.get_field(name)?, weight));
        }
    }
    let asking = Asking { fields };
    let limit = task["limit"].as_u64().ok_or("limit")? as usize;
    let queries: Vec<&str> = task["queries"].as_array().ok_or("queries")?.iter().filter_map(Value::as_str).collect();
    let mut cutter = analyzer();
    let mut results = Vec::new();
    for q in &queries {
        results.push(asking.search(&searcher, &mut cutter, q, limit)?);
    }
    let until = Instant::now() + Duration::from_millis(task["warmMs"].as_u64().ok_or("warmMs")?);
    let mut turn = 0;
    while Instant::now() < until {
        asking.search(&searcher, &mut cutter, queries[turn % queries.len()], limit)?;
        turn += 1;
    }
    let mut answer = json!({ "results": results });
    for mode in ["single", "readers"] {
        let lanes = if mode == "single" { 1 } else { task["lanes"].as_u64().ok_or("lanes")? as usize };
        let order: Vec<usize> =
            task[mode].as_array().ok_or("order")?.iter().filter_map(Value::as_u64).map(|i| i as usize).collect();
        let times = Mutex::new(vec![0f64; order.len()]);
        let next = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..lanes {
                scope.spawn(|| {
                    let mut cutter = analyzer();
                    loop {
                        let i = next.fetch_add(1, Ordering::Relaxed);
                        let Some(which) = order.get(i) else { break };
                        let start = Instant::now();
                        asking.search(&searcher, &mut cutter, queries[*which], limit).expect("search");
                        let ms = start.elapsed().as_secs_f64() * 1000.0;
                        times.lock().expect("lock")[i] = ms;
                    }
                });
            }
        });
        answer[mode] = json!(times.into_inner().map_err(|_| "lock")?);
    }
    serde_json::to_writer(File::create(out)?, &answer)?;
    Ok(())
}

fn main() -> Result<(), Fail> {
    let args: Vec<String> = std::env::args().collect();
    match args.get(1).map(String::as_str) {
        Some("build") => build(&args[2], &args[3]),
        Some("measure") => measure(&args[2], &args[3], &args[4]),
        _ => Err("build CORPUS DIR | measure DIR TASK OUT".into()),
    }
}
