//! One network, ready to run.

use std::io::Cursor;
use std::sync::{Arc, OnceLock};

use tract_onnx::prelude::{Framework, InferenceModelExt, IntoRunnable, IntoTValue, TValue, Tensor, TractResult, TypedRunnableModel, tvec};

use super::card::Card;
use super::load::invalid;
use crate::error::EngineError;
use crate::image::{Pixels, resize};

/// A network with its card. The graph is built when the first picture comes: most pages are answered before any picture is
/// there, and building takes longer than everything else together.
pub(super) struct Network {
    /// What it takes and gives.
    pub card: Card,
    onnx: Vec<u8>,
    plan: OnceLock<Result<Plan, String>>,
}

type Plan = Arc<TypedRunnableModel>;

/// What a network says of one picture.
pub(super) struct Answer {
    /// One number a class.
    pub logits: Vec<f32>,
    /// The re-use code before rounding.
    pub embedding: Vec<f32>,
}

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

    /// Runs the network on a picture.
    ///
    /// # Errors
    /// [`EngineError::ModelInvalid`] where it cannot be built, [`EngineError::Internal`] where it fails.
    pub fn run(&self, pixels: &Pixels) -> Result<Answer, EngineError> {
        let plan = self.plan()?;
        let internal = |reason: String| EngineError::Internal { reason: format!("model {}: {reason}", self.card.file) };
        let outputs = self.tensor(pixels).and_then(|input| plan.run(tvec!(input))).map_err(|error| internal(format!("{error:#}")))?;
        let numbers = |index: usize| -> Result<Vec<f32>, EngineError> {
            let output = outputs.get(index).ok_or_else(|| internal(format!("no output {index}")))?;
            let numbers = floats(output).map_err(|error| internal(format!("{error:#}")))?;
            if numbers.iter().all(|number| number.is_finite()) {
                Ok(numbers)
            } else {
                Err(internal(format!("output {index} is not finite")))
            }
        };
        Ok(Answer { logits: numbers(0)?, embedding: numbers(1)? })
    }

    /// The picture as the card asks for it: squeezed to a square by area average, channels first. Squeezing keeps the whole product
    /// in view, where cutting out the middle loses the end of a long one.
    fn tensor(&self, pixels: &Pixels) -> TractResult<TValue> {
        let input = &self.card.input;
        let small = resize(pixels, input.side_px, input.side_px);
        let side_px = input.side_px as usize;
        let mut numbers = Vec::with_capacity(3 * side_px * side_px);
        for (channel, (mean, std)) in input.mean.iter().zip(&input.std).enumerate() {
            numbers.extend(small.iter().skip(channel).step_by(3).map(|value| (f32::from(*value) - mean) / std));
        }
        Ok(Tensor::from_shape(&[1, 3, side_px, side_px], &numbers)?.into_tvalue())
    }
}

fn build(onnx: &[u8], card: &Card) -> Result<Plan, String> {
    let built = tract_onnx::onnx().model_for_read(&mut Cursor::new(onnx)).and_then(|model| model.into_optimized()?.into_runnable());
    let plan = built.map_err(|error| format!("{error:#}"))?;
    let shape =
        |fact: TractResult<&tract_onnx::prelude::TypedFact>| fact.ok().and_then(|fact| fact.shape.as_concrete().map(<[usize]>::to_vec));
    let (model, side_px) = (plan.model(), card.input.side_px as usize);
    let found = [shape(model.input_fact(0)), shape(model.output_fact(0)), shape(model.output_fact(1))];
    let stated = [vec![1, 3, side_px, side_px], vec![1, card.outputs.logits], vec![1, card.outputs.embedding]];
    if found != stated.clone().map(Some) {
        return Err(format!("input and outputs have the shapes {found:?}, its card says {stated:?}"));
    }
    Ok(plan)
}

fn floats(tensor: &Tensor) -> TractResult<Vec<f32>> {
    Ok(tensor.try_as_plain_ram()?.as_slice::<f32>()?.to_vec())
}
