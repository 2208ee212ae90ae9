//! One network, ready to run.

use std::array::from_fn;
use std::io::Cursor;
use std::sync::{Arc, OnceLock};

use tract_onnx::prelude::{Framework, InferenceModelExt, IntoRunnable, IntoTValue, TValue, Tensor, TractResult, TypedRunnableModel, tvec};
use tract_onnx::tract_core::internal::bail;

use super::card::{Card, Channels};
use super::integer;
use super::load::invalid;
use crate::error::EngineError;
use crate::image::Pixels;

/// A network with its card. The graph is built when the first picture comes: most pages are answered before any picture is
/// there, and building takes longer than everything else together.
pub(super) struct Network {
    /// What it takes and gives.
    pub card: Card,
    onnx: Vec<u8>,
    plan: OnceLock<Result<Plan, String>>,
}

type Plan = Arc<TypedRunnableModel>;

impl Network {
    /// A network whose file has the hash that its card states.
    pub fn new(card: Card, onnx: Vec<u8>) -> Self {
        Self { card, onnx, plan: OnceLock::new() }
    }

    /// Reads the ONNX file, fixes and optimises the graph, and holds its outputs against the card; once.
    ///
    /// # Errors
    /// [`EngineError::ModelInvalid`].
    pub fn plan(&self) -> Result<&Plan, EngineError> {
        let plan = self.plan.get_or_init(|| build(&self.onnx, &self.card));
        plan.as_ref().map_err(|reason| invalid(&self.card.file, reason.clone()))
    }

    /// Runs the network on a picture of at most the card's size, laid into its top left corner; the rest is the card's mean. Gives
    /// its outputs in the card's order.
    ///
    /// # Errors
    /// [`EngineError::ModelInvalid`] where it cannot be built, [`EngineError::Internal`] where it fails.
    pub fn run(&self, pixels: &Pixels) -> Result<Vec<Vec<f32>>, EngineError> {
        let plan = self.plan()?;
        let internal = |reason: String| EngineError::Internal { reason: format!("model {}: {reason}", self.card.file) };
        let outputs = self.tensor(pixels).and_then(|input| plan.run(tvec!(input.into_tvalue())));
        let outputs = outputs.map_err(|error| internal(format!("{error:#}")))?;
        let numbers = |(index, output): (usize, &TValue)| -> Result<Vec<f32>, EngineError> {
            let numbers = floats(output).map_err(|error| internal(format!("{error:#}")))?;
            if numbers.iter().all(|number| number.is_finite()) {
                Ok(numbers)
            } else {
                Err(internal(format!("output {index} is not finite")))
            }
        };
        outputs.iter().enumerate().map(numbers).collect()
    }

    pub(super) fn tensor(&self, pixels: &Pixels) -> TractResult<Tensor> {
        let input = &self.card.input;
        let (width, height) = (input.width_px as usize, input.height_px as usize);
        let columns = (pixels.width() as usize).min(width);
        let mut tensor = Tensor::zero::<f32>(&[1, 3, height, width])?;
        let mut view = tensor.try_as_plain_ram_mut()?;
        let numbers = view.as_slice_mut::<f32>()?;
        for (plane, channel) in numbers.chunks_mut(width * height).zip(0..) {
            let from = if input.channels == Channels::Rgb { channel } else { 2 - channel };
            let (Some(mean), Some(std)) = (input.mean.get(channel), input.std.get(channel)) else { break };
            let number_of: [f32; 256] = from_fn(|value| (value as f32 - mean) / std);
            for (row, line) in plane.chunks_mut(width).zip(pixels.rows()) {
                for (number, pixel) in row.iter_mut().zip(line).take(columns) {
                    *number = number_of[usize::from(pixel.0.get(from).copied().unwrap_or_default())];
                }
            }
        }
        Ok(tensor)
    }
}

fn build(onnx: &[u8], card: &Card) -> Result<Plan, String> {
    let plan = plan(onnx, card).map_err(|error| format!("{error:#}"))?;
    let shape =
        |fact: TractResult<&tract_onnx::prelude::TypedFact>| fact.ok().and_then(|fact| fact.shape.as_concrete().map(<[usize]>::to_vec));
    let model = plan.model();
    let mut stated = card.outputs();
    if (model.inputs.len(), model.outputs.len()) != (1, stated.len()) {
        let (inputs, outputs) = (model.inputs.len(), model.outputs.len());
        return Err(format!("inputs and outputs are {inputs} and {outputs}, its card says 1 and {}", stated.len()));
    }
    let mut found = vec![shape(model.input_fact(0))];
    found.extend((0..stated.len()).map(|output| shape(model.output_fact(output))));
    stated.insert(0, vec![1, 3, card.input.height_px as usize, card.input.width_px as usize]);
    if found != stated.iter().cloned().map(Some).collect::<Vec<_>>() {
        return Err(format!("input and outputs have the shapes {found:?}, its card says {stated:?}"));
    }
    Ok(plan)
}

/// A network of whole numbers runs on our own operators, any other on tract's.
fn plan(onnx: &[u8], card: &Card) -> TractResult<Plan> {
    let reader = tract_onnx::onnx();
    let proto = reader.proto_model_for_read(&mut Cursor::new(onnx))?;
    let opset = proto.opset_import.iter().find(|opset| opset.domain.is_empty()).map_or(0, |opset| opset.version);
    if opset != card.opset {
        bail!("opset is {opset}, its card says {}", card.opset);
    }
    match integer::read(&reader, &proto, [3, card.input.height_px as usize, card.input.width_px as usize]) {
        Some(model) => model.into_runnable(),
        None => reader.model_for_proto_model(&proto)?.into_optimized()?.into_runnable(),
    }
}

fn floats(tensor: &Tensor) -> TractResult<Vec<f32>> {
    Ok(tensor.try_as_plain_ram()?.as_slice::<f32>()?.to_vec())
}
