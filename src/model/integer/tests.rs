use std::io::Cursor;
use std::path::Path;

use serde::Deserialize;
use tract_onnx::prelude::{Framework, InferenceModelExt, IntoRunnable, IntoTValue, TypedRunnableModel, tvec};

use super::*;
use crate::image::{decode, resize};
use crate::model::shipped_models;
use crate::snapshot::{Picture, PictureData};

#[derive(Deserialize)]
struct Golden {
    picture: String,
    logits: Vec<f32>,
    embedding: Vec<f32>,
}

fn file(path: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

fn proto(path: &str) -> (Onnx, ModelProto) {
    let onnx = tract_onnx::onnx();
    let proto = onnx.proto_model_for_read(&mut Cursor::new(file(path))).unwrap();
    (onnx, proto)
}

fn cosine(a: &[f32], b: &[f32]) -> f32 {
    let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>();
    dot(a, b) / (dot(a, a) * dot(b, b)).sqrt()
}

fn largest_difference(a: &[f32], b: &[f32]) -> f32 {
    assert_eq!(a.len(), b.len());
    a.iter().zip(b).fold(0.0, |most, (a, b)| most.max((a - b).abs()))
}

#[test]
fn the_photo_network_runs_in_whole_numbers_and_the_others_as_they_are() {
    let (onnx, photo) = proto("models/photo.onnx");
    let model = read(&onnx, &photo, [3, 224, 224]).unwrap();
    let kinds = |kind: &str| model.nodes.iter().filter(|node| node.op.name() == kind).count();
    let names = ["Source", "Quantise", "Stem", "Depthwise", "Pointwise", "Sums", "Dense"];
    assert_eq!(names.map(kinds), [1, 1, 1, 16, 32, 1, 2]);
    assert_eq!(model.nodes.len(), names.map(kinds).iter().sum::<usize>());
    for (words, shape) in [("models/text-find.onnx", [3, 320, 320]), ("models/text-read.onnx", [3, 48, 320])] {
        let (onnx, proto) = proto(words);
        assert!(read(&onnx, &proto, shape).is_none(), "{words}");
    }
}

/// The golden file is what onnxruntime makes of the graph as written; models/training/golden.py writes it; more in tests/pictures.
#[test]
fn onnxruntime_and_tract_give_nearly_the_same_in_floating_point() {
    let golden: Vec<Golden> = serde_json::from_slice(&file("tests/pictures/golden.json")).unwrap();
    let (onnx, photo) = proto("models/photo.onnx");
    let written = onnx.model_for_proto_model(&photo).unwrap().into_optimized().unwrap().into_runnable().unwrap();
    let whole = read(&onnx, &photo, [3, 224, 224]).unwrap().into_runnable().unwrap();
    for Golden { picture, logits, embedding } in golden {
        let pixels =
            decode(&Picture { src: picture.clone(), data: PictureData::Encoded(file(&format!("tests/cases/{picture}"))) }).unwrap();
        let tensor = shipped_models().photo.as_ref().unwrap().tensor(&resize(&pixels, 224, 224)).unwrap();
        let run = |plan: &std::sync::Arc<TypedRunnableModel>| {
            let outputs = plan.run(tvec!(tensor.clone().into_tvalue())).unwrap();
            outputs.iter().map(|output| output.try_as_plain_ram().unwrap().as_slice::<f32>().unwrap().to_vec()).collect::<Vec<_>>()
        };
        let (whole, written) = (run(&whole), run(&written));
        // Each layer may round a step the other way, and the next ones carry that on; tract's own float kernels do the same.
        for (expected, outputs) in [&logits, &embedding].into_iter().zip(whole.iter().zip(&written)) {
            assert!(cosine(outputs.0, expected) > 0.998 && cosine(outputs.1, expected) > 0.998, "{picture}");
            assert!(largest_difference(outputs.0, expected) < 0.4, "{picture}");
        }
    }
}

/// The shipped graph with one change.
fn bent(change: impl Fn(&mut ModelProto)) -> bool {
    let (onnx, mut photo) = proto("models/photo.onnx");
    change(&mut photo);
    read(&onnx, &photo, [3, 224, 224]).is_some()
}

#[test]
fn what_is_not_understood_in_full_is_left_to_tract() {
    let node = |photo: &mut ModelProto, kind: &str, change: &dyn Fn(&mut NodeProto)| {
        change(photo.graph.as_mut().unwrap().node.iter_mut().find(|node| node.op_type == kind).unwrap());
    };
    let constant = |photo: &mut ModelProto, name: &str, bytes: &[u8]| {
        let tensor = photo.graph.as_mut().unwrap().initializer.iter_mut().find(|tensor| tensor.name == name).unwrap();
        tensor.raw_data.splice(..bytes.len(), bytes.iter().copied());
    };
    assert!(bent(|_| ()));
    assert!(!bent(|photo| node(photo, "Clip", &|node| node.op_type = "Relu".into())));
    assert!(!bent(|photo| node(photo, "Conv", &|node| node.input[1] = "picture".into())));
    assert!(!bent(|photo| node(photo, "Add", &|node| node.input[1] = "picture".into())));
    assert!(!bent(|photo| node(photo, "Gemm", &|node| node.attribute.clear())));
    assert!(!bent(|photo| node(photo, "QuantizeLinear", &|node| drop(node.input.pop()))));
    assert!(!bent(|photo| constant(photo, "stem.out.scale", &0.0_f32.to_le_bytes())));
    // A bias beyond what a step can carry.
    assert!(!bent(|photo| constant(photo, "stem.bias", &1e9_f32.to_le_bytes())));
    assert!(!bent(|photo| photo.graph = None));
    assert!(!bent(|photo| photo.graph.as_mut().unwrap().output[0].name = "picture".into()));
}
