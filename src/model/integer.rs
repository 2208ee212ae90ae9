//! Networks of whole numbers: an ONNX graph in which every layer is quantised becomes a graph of our own operators.
//!
//! Such a graph says of each layer "as bytes, and back": `QuantizeLinear`, `DequantizeLinear`, `Conv`, an optional `Add` of an
//! earlier layer and `Clip`, then `QuantizeLinear` again; at the end `GlobalAveragePool`, `Flatten` and `Gemm`. Computed as written it
//! runs in floating point. Here each layer becomes one operator on bytes (see [`crate::kernel`]), with the same meaning to within the
//! rounding of one step, and the same on every machine. A graph with anything else in it is left to tract as it is.

mod layer;
mod step;

use std::collections::HashMap;

use tract_onnx::Onnx;
use tract_onnx::pb::{ModelProto, NodeProto, TensorProto};
use tract_onnx::prelude::{Datum, OutletId, SpecialOps, Tensor, TypedFact, TypedModel};
use tract_onnx::tensor::load_tensor;

use crate::kernel::Window;
use layer::{Codes, Feature, Sum, Weights};
use step::Step;

/// What a name in the graph stands for.
#[derive(Clone)]
enum Value {
    /// The picture, planes of numbers.
    Picture(OutletId),
    /// Signed bytes with a scale for each output.
    Weights(Weights),
    /// Bytes, or the numbers that they stand for.
    Bytes(Feature),
    /// A convolution that is not yet bytes again.
    Sum(Box<Sum>),
    /// Means over all pixels, as sums.
    Means(Feature),
    /// Numbers.
    Numbers(OutletId),
}

/// Reads the graph, with a picture of `shape`, channels, rows and columns. None where it is not a network of whole numbers.
pub(super) fn read(onnx: &Onnx, proto: &ModelProto, shape: [usize; 3]) -> Option<TypedModel> {
    let graph = proto.graph.as_ref()?;
    let constants: HashMap<&str, &TensorProto> = graph.initializer.iter().map(|tensor| (tensor.name.as_str(), tensor)).collect();
    let mut model = TypedModel::default();
    let [input] = graph.input.as_slice() else { return None };
    let [channels, height, width] = shape;
    let picture = model.add_source(&input.name, TypedFact::dt_shape(f32::datum_type(), [1, channels, height, width])).ok()?;
    let values = HashMap::from([(input.name.clone(), Value::Picture(picture))]);
    let mut reader = Reader { onnx, constants, shape, model, values };
    for node in &graph.node {
        let value = reader.value(node)?;
        reader.values.insert(node.output.first()?.clone(), value);
    }
    let outlet = |name: &str| match reader.values.get(name) {
        Some(Value::Numbers(outlet)) => Some(*outlet),
        _ => None,
    };
    let outputs: Vec<OutletId> = graph.output.iter().map(|output| outlet(&output.name)).collect::<Option<_>>()?;
    reader.model.select_output_outlets(&outputs).ok()?;
    Some(reader.model)
}

struct Reader<'a> {
    onnx: &'a Onnx,
    constants: HashMap<&'a str, &'a TensorProto>,
    shape: [usize; 3],
    model: TypedModel,
    values: HashMap<String, Value>,
}

impl Reader<'_> {
    fn value(&mut self, node: &NodeProto) -> Option<Value> {
        match node.op_type.as_str() {
            "QuantizeLinear" => self.quantise(node),
            "DequantizeLinear" => self.dequantise(node),
            "Conv" => self.convolution(node),
            "Add" => self.addition(node),
            "Clip" => self.clip(node),
            "GlobalAveragePool" => self.means(node),
            "Flatten" => self.values.get(node.input.first()?).filter(|value| matches!(value, Value::Means(_))).cloned(),
            "Gemm" => self.dense(node),
            _ => None,
        }
    }

    fn input(&self, node: &NodeProto, index: usize) -> Option<&Value> {
        self.values.get(node.input.get(index)?)
    }

    fn constant(&self, node: &NodeProto, index: usize) -> Option<Tensor> {
        let proto = self.constants.get(node.input.get(index)?.as_str())?;
        load_tensor(&*self.onnx.provider, proto, None).ok()
    }

    fn numbers<T: Datum + Copy>(&self, node: &NodeProto, index: usize) -> Option<Vec<T>> {
        Some(self.constant(node, index)?.try_as_plain_ram().ok()?.as_slice::<T>().ok()?.to_vec())
    }

    /// The scale and the byte for 0 of a layer.
    fn codes(&self, node: &NodeProto) -> Option<Codes> {
        let ([scale], [zero]) = (self.numbers::<f32>(node, 1)?.try_into().ok()?, self.numbers::<u8>(node, 2)?.try_into().ok()?);
        (f32::is_normal(scale) && scale > 0.0).then_some(Codes { scale, zero })
    }

    fn wire(&mut self, name: &str, step: Step, inputs: &[OutletId]) -> Option<OutletId> {
        self.model.wire_node(name, step, inputs).ok()?.first().copied()
    }

    fn quantise(&mut self, node: &NodeProto) -> Option<Value> {
        let codes = self.codes(node)?;
        match self.input(node, 0)?.clone() {
            Value::Picture(picture) => {
                let [channels, height, width] = self.shape;
                let outlet = self.wire(&node.name, Step::quantise(codes, self.shape), &[picture])?;
                Some(Value::Bytes(Feature { outlet, channels, size: (height, width), codes, high: u8::MAX, planes: true }))
            }
            Value::Sum(sum) => {
                let (step, inputs) = sum.step(codes)?;
                let feature = sum.feature(self.wire(&node.name, step, &inputs)?, codes);
                Some(Value::Bytes(feature))
            }
            _ => None,
        }
    }

    fn dequantise(&self, node: &NodeProto) -> Option<Value> {
        if let Some(Value::Bytes(feature)) = self.input(node, 0) {
            return (feature.codes == self.codes(node)?).then(|| Value::Bytes(feature.clone()));
        }
        let shape = self.constant(node, 0)?.shape().to_vec();
        let (bytes, scale, zero) = (self.numbers::<i8>(node, 0)?, self.numbers::<f32>(node, 1)?, self.numbers::<i8>(node, 2)?);
        let one_each = node.get_attr_opt("axis").ok()?.unwrap_or(1_i64) == 0 && shape.first() == Some(&scale.len());
        let plain = zero.iter().all(|zero| *zero == 0) && scale.iter().all(|scale| *scale > 0.0 && scale.is_finite());
        (one_each && plain).then(|| Value::Weights(Weights { shape, bytes: bytes.into(), scale: scale.into() }))
    }

    fn convolution(&self, node: &NodeProto) -> Option<Value> {
        let (Value::Bytes(input), Value::Weights(weights)) = (self.input(node, 0)?, self.input(node, 1)?) else { return None };
        let whole = |name: &str| -> Option<Vec<usize>> {
            let numbers: Option<Vec<i64>> = node.get_attr_opt_vec(name).ok()?;
            numbers.unwrap_or_default().into_iter().map(|number| usize::try_from(number).ok()).collect()
        };
        let ([_, inputs, size, columns], strides, pads) =
            (<[usize; 4]>::try_from(weights.shape.as_slice()).ok()?, whole("strides")?, whole("pads")?);
        let stride = strides.first().copied().unwrap_or(1);
        let (before, after) = (pads.first().copied().unwrap_or(0), pads.get(2).copied().unwrap_or(0));
        let square =
            size == columns && strides.iter().all(|other| *other == stride) && (pads.is_empty() || pads == [before, before, after, after]);
        let spread =
            whole("dilations")?.iter().all(|dilation| *dilation == 1) && !node.attribute.iter().any(|found| found.name == "auto_pad");
        if !square || !spread || size == 0 || stride == 0 {
            return None;
        }
        let places = |side: usize| Some((side + before + after).checked_sub(size)? / stride + 1);
        let output = (places(input.size.0)?, places(input.size.1)?);
        let group = usize::try_from(node.get_attr_opt("group").ok()?.unwrap_or(1_i64)).ok()?;
        let window = Window { size, stride, pad: before, input: input.size, output };
        let bias = if node.input.len() > 2 { self.numbers::<f32>(node, 2)? } else { vec![0.0; weights.scale.len()] };
        let sum = Sum { input: input.clone(), weights: weights.clone(), bias, window, group, other: None, clip: None };
        (sum.fits(inputs)).then(|| Value::Sum(Box::new(sum)))
    }

    fn addition(&self, node: &NodeProto) -> Option<Value> {
        let ((Value::Sum(sum), Value::Bytes(other)) | (Value::Bytes(other), Value::Sum(sum))) =
            (self.input(node, 0)?, self.input(node, 1)?)
        else {
            return None;
        };
        let fits = sum.other.is_none() && sum.clip.is_none() && !other.planes;
        (fits && other.size == sum.window.output && other.channels == sum.bias.len())
            .then(|| Value::Sum(Box::new(Sum { other: Some(other.clone()), ..(**sum).clone() })))
    }

    fn clip(&self, node: &NodeProto) -> Option<Value> {
        let Value::Sum(sum) = self.input(node, 0)? else { return None };
        let ([low], [high]) = (self.numbers::<f32>(node, 1)?.try_into().ok()?, self.numbers::<f32>(node, 2)?.try_into().ok()?);
        (sum.clip.is_none() && low <= high).then(|| Value::Sum(Box::new(Sum { clip: Some((low, high)), ..(**sum).clone() })))
    }

    fn means(&mut self, node: &NodeProto) -> Option<Value> {
        let Value::Bytes(input) = self.input(node, 0)?.clone() else { return None };
        let most = input.size.0 * input.size.1 * usize::from(input.high);
        if input.planes || most > usize::from(i16::MAX.unsigned_abs()) {
            return None;
        }
        let outlet = self.wire(&node.name, Step::sums(&input), &[input.outlet])?;
        Some(Value::Means(Feature { outlet, ..input }))
    }

    fn dense(&mut self, node: &NodeProto) -> Option<Value> {
        let (Value::Means(input), Value::Weights(weights)) = (self.input(node, 0)?.clone(), self.input(node, 1)?.clone()) else {
            return None;
        };
        let flag = |name: &str| -> Option<bool> { Some(node.get_attr_opt(name).ok()?.unwrap_or(0_i64) != 0) };
        let factor = |name: &str| -> Option<f32> { Some(node.get_attr_opt(name).ok()?.unwrap_or(1.0)) };
        if !flag("transB")? || flag("transA")? || factor("alpha")? != 1.0 || factor("beta")? != 1.0 {
            return None;
        }
        let bias = self.numbers::<f32>(node, 2)?;
        let outlet = self.wire(&node.name, layer::dense(&input, &weights, &bias)?, &[input.outlet])?;
        Some(Value::Numbers(outlet))
    }
}

#[cfg(test)]
mod tests;
