//! Numbers along a line to characters, by connectionist temporal classification: at each step the likeliest class; the same class
//! in a row is one character, and the first class stands for none.

/// What the steps say and the mean probability of its characters; `None` where they say nothing. `steps` holds the probabilities of
/// `characters` and two more classes, step after step.
pub(super) fn read(steps: &[f32], characters: &[char]) -> Option<(String, f32)> {
    let (mut text, mut sum, mut count, mut before) = (String::new(), 0.0, 0.0, 0);
    for step in steps.chunks_exact(characters.len() + 2) {
        let best = step.iter().enumerate().fold((0, f32::MIN), |best, (class, share)| if *share > best.1 { (class, *share) } else { best });
        let (class, share) = best;
        if class != 0 && class != before {
            text.push(characters.get(class - 1).copied().unwrap_or(' '));
            (sum, count) = (sum + share, count + 1.0);
        }
        before = class;
    }
    let text = text.trim();
    (!text.is_empty()).then(|| (text.to_owned(), sum / count))
}

#[cfg(test)]
mod tests {
    use super::read;

    /// Steps that speak for these classes of five with 0.8 each.
    fn steps(classes: &[usize]) -> Vec<f32> {
        classes.iter().flat_map(|class| (0..5).map(move |other| if other == *class { 0.8 } else { 0.05 })).collect()
    }

    #[test]
    fn one_class_in_a_row_is_one_character_and_none_parts_two() {
        let characters = ['a', 'b', 'c'];
        let text = |classes: &[usize]| read(&steps(classes), &characters).map(|(text, _)| text);
        assert_eq!(text(&[0, 1, 1, 0, 1, 2, 2, 4, 3, 0]).as_deref(), Some("aab c"));
        assert_eq!(text(&[0, 0, 0]), None);
        assert_eq!(text(&[4, 4]), None);
        assert_eq!(text(&[]), None);
        assert!(read(&steps(&[1, 2]), &characters).is_some_and(|(_, score)| (score - 0.8).abs() < 1e-6));
    }
}
